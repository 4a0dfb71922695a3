import { createMemory, noReads, noteUse, recording } from "./reads.ts";

/** Remembers what each function made of one thing, so that whatever is asked of it is computed once. */
export function remembering<Thing>(
  thingOf: () => Thing,
): <Value>(build: (thing: Thing) => Value) => Value {
  const made = createMemory();
  return <Value>(build: (thing: Thing) => Value): Value => {
    let known = made.get(build);
    if (!known) {
      const reads = noReads();
      known = { value: recording(reads, () => build(thingOf())), reads };
      made.set(build, known);
    }
    noteUse(known.reads);
    // A door: what a function made is of the type that it makes.
    return known.value as Value;
  };
}

/** Remembers what a function makes of each thing, as long as there is the thing: for what several worlds ask of what they share. */
export function rememberingEach<Thing extends object, Value>(
  build: (thing: Thing) => Value,
): (thing: Thing) => Value {
  const made = new WeakMap<Thing, Value>();
  return (thing) => {
    const known = made.get(thing);
    // A door: what is there is of the type that is put there, be it undefined.
    if (known !== undefined || made.has(thing)) return known as Value;
    const value = build(thing);
    made.set(thing, value);
    return value;
  };
}

/** Remembers what each function made of one thing, so that whatever is asked of it is computed once. */
export function remembering<Thing>(
  thingOf: () => Thing,
): <Value>(build: (thing: Thing) => Value) => Value {
  const made = new Map<unknown, { readonly value: unknown }>();
  return <Value>(build: (thing: Thing) => Value): Value => {
    const known = made.get(build) ?? { value: build(thingOf()) };
    made.set(build, known);
    // A door: what a function made is of the type that it makes.
    return known.value as Value;
  };
}

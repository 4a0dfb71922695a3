import type {
  DeadLetter,
  DropReason,
  Letter,
  LetterCounts,
  NewLetter,
  Outbox,
  PutResult,
} from "./outbox.ts";

/** How much an outbox in memory holds for each channel. */
export interface OutboxLimits {
  /** Letters that wait. */
  readonly waiting: number;
  readonly dead: number;
  /** Keys that are remembered after their letter has gone. */
  readonly keys: number;
}

const LIMITS: OutboxLimits = { waiting: 10_000, dead: 1000, keys: 100_000 };

interface Entry {
  letter: Letter;
  nextTry: number;
}

interface Box {
  readonly waiting: Map<string, Entry>;
  readonly dead: Map<string, DeadLetter>;
  /** In the order in which they came. */
  readonly keys: Set<string>;
  readonly dropped: Record<DropReason, number>;
}

/** An outbox that ends with the process. A channel's oldest letters go where there is no room for new ones, and are counted. */
export function memoryOutbox(limits: Partial<OutboxLimits> = {}): Outbox {
  const most = { ...LIMITS, ...limits };
  const boxes = new Map<string, Box>();
  const places = new Map<string, Box>();
  let last = 0;
  const boxOf = (channel: string): Box => {
    const known = boxes.get(channel) ?? emptyBox();
    boxes.set(channel, known);
    return known;
  };
  const entriesOf = (ids: readonly string[]): readonly (readonly [Box, Entry])[] =>
    ids.flatMap((id) => {
      const box = places.get(id);
      const entry = box?.waiting.get(id);
      return box && entry ? [[box, entry] as const] : [];
    });
  const forget = (box: Box, id: string): void => {
    box.waiting.delete(id);
    places.delete(id);
  };
  const putOne = ({ channel, change }: NewLetter, now: number): keyof PutResult => {
    const box = boxOf(channel);
    if (box.keys.has(change.key)) return "doubled";
    remember(box.keys, change.key, most.keys);
    const letter: Letter = { id: String(++last), channel, change, put: now, tries: 0 };
    box.waiting.set(letter.id, { letter, nextTry: now });
    places.set(letter.id, box);
    if (box.waiting.size <= most.waiting) return "taken";
    forget(box, firstOf(box.waiting));
    box.dropped.full += 1;
    return "dropped";
  };
  return {
    put: (letters, now) => {
      const result = { taken: 0, doubled: 0, dropped: 0 };
      for (const letter of letters) {
        const became = putOne(letter, now);
        result[became] += 1;
        // What had to go is another one: this one was taken.
        if (became === "dropped" && most.waiting > 0) result.taken += 1;
      }
      return Promise.resolve(result);
    },
    due: (channel, now, limit) =>
      Promise.resolve(
        inOrder(boxOf(channel))
          .filter(({ nextTry }) => nextTry <= now)
          .slice(0, limit)
          .map(({ letter }) => letter),
      ),
    nextDue: (channel) => Promise.resolve(inOrder(boxOf(channel))[0]?.nextTry),
    done: (ids) => {
      for (const [box, { letter }] of entriesOf(ids)) forget(box, letter.id);
      return Promise.resolve();
    },
    failed: (ids, { nextTry }) => {
      for (const [, entry] of entriesOf(ids)) {
        entry.letter = { ...entry.letter, tries: entry.letter.tries + 1 };
        entry.nextTry = nextTry;
      }
      return Promise.resolve();
    },
    bury: (ids, { because, now }) => {
      for (const [box, { letter }] of entriesOf(ids)) {
        forget(box, letter.id);
        box.dead.set(letter.id, { ...letter, because, died: now });
        if (box.dead.size <= most.dead) continue;
        box.dead.delete(firstOf(box.dead));
        box.dropped["dead-letters-full"] += 1;
      }
      return Promise.resolve();
    },
    deadLetters: (channel, limit) =>
      Promise.resolve([...boxOf(channel).dead.values()].reverse().slice(0, limit)),
    revive: (channel, now) => {
      const box = boxOf(channel);
      const { size } = box.dead;
      for (const { id, change, put } of box.dead.values()) {
        // What died goes behind what came after it: nobody waits for it any more.
        box.waiting.set(id, { letter: { id, channel, change, put, tries: 0 }, nextTry: now });
        places.set(id, box);
      }
      box.dead.clear();
      return Promise.resolve(size);
    },
    counts: (channel) => Promise.resolve(countsOf(boxOf(channel))),
  };
}

function emptyBox(): Box {
  return {
    waiting: new Map(),
    dead: new Map(),
    keys: new Set(),
    dropped: { full: 0, "dead-letters-full": 0 },
  };
}

function countsOf({ waiting, dead, dropped }: Box): LetterCounts {
  return { waiting: waiting.size, dead: dead.size, dropped: { ...dropped } };
}

/** Of letters about one thing the first, earliest next try first: the sort keeps those of one moment in the order of their putting. */
function inOrder({ waiting }: Box): readonly Entry[] {
  const things = new Set<string>();
  const firsts = [...waiting.values()].filter(({ letter: { change } }) => {
    const thing = JSON.stringify([change.cluster, change.subject]);
    return things.size < things.add(thing).size;
  });
  return firsts.sort((a, b) => a.nextTry - b.nextTry);
}

function remember(keys: Set<string>, key: string, most: number): void {
  keys.add(key);
  if (keys.size > most) keys.delete(firstOf(keys));
}

/** Of what is not empty. */
function firstOf(of: ReadonlyMap<string, unknown> | ReadonlySet<string>): string {
  for (const key of of.keys()) return key;
  return "";
}

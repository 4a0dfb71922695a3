import { createStore, type Database, type FindingEvent, type Store } from "@watertight/store";
import { afterEach, beforeEach } from "vitest";

/** An empty store for each test, and what was told of what was written to it. */
export interface Rig {
  readonly store: Store;
  readonly told: FindingEvent[];
  /** What is closed after the test. */
  readonly opened: Pick<Store, "close">[];
  readonly open: () => Promise<Database>;
  /** Who writes, ten milliseconds later each time. */
  readonly at: (
    parts?: Partial<Parameters<Store["recordPicture"]>[0]>,
  ) => Parameters<Store["recordPicture"]>[0];
  /** What was told since this was asked last. */
  readonly happened: () => readonly string[];
  /** Name, state and how often it was reopened, of all findings. */
  readonly states: () => Promise<readonly string[]>;
}

/** Makes a store before each test of the group around, and closes it afterwards. */
export function storeRig(open: () => Promise<Database>): Rig {
  let store: Store | undefined;
  let clock = 0;
  const told: FindingEvent[] = [];
  const opened: Pick<Store, "close">[] = [];
  const current = (): Store => {
    if (!store) throw new Error("A store is there within a test alone.");
    return store;
  };
  beforeEach(async () => {
    told.length = 0;
    clock = 0;
    store = await createStore(await open(), () => 1);
    opened.push(store);
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });
  return {
    get store() {
      return current();
    },
    ...{ told, opened, open },
    at: (parts = {}) => {
      clock += 10;
      return {
        ...{ cluster: "one", at: clock, seen: undefined },
        tell: (events) => {
          told.push(...events);
          return Promise.resolve();
        },
        ...parts,
      };
    },
    happened: () =>
      told.splice(0).map(({ type, object: { name }, actor }) => `${name} ${type} by ${actor}`),
    states: async () => {
      const page = await current().findings("all", { filter: {}, order: "check", limit: 100 });
      return (page?.items ?? []).map(
        ({ document, state, reopened }) => `${nameIn(document)} ${state} ${reopened}`,
      );
    },
  };
}

/** The name of the object in a document that `found` has written. */
export function nameIn(document: string): string {
  // A door: `found` writes it.
  return (JSON.parse(document) as { readonly object: { readonly name: string } }).object.name;
}

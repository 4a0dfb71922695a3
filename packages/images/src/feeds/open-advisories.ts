import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { type AdvisorySource, advisoriesInMemory, type NotRead } from "@watertight/core/images";
import { STORE_FILE } from "./keep.ts";
import { readAdvisories } from "./read-advisories.ts";
import { MAGIC } from "./store/layout.ts";
import { type OpenStore, openStore } from "./store/open-store.ts";
import type { StoreDescription } from "./store/write-store.ts";

/** Advisories of several places as one. */
export interface OpenAdvisories {
  readonly source: AdvisorySource;
  /** What the stores among them say of themselves. */
  readonly stores: readonly StoreDescription[];
  readonly notRead: readonly NotRead[];
  readonly close: () => void;
}

/** Opens stores (their file or folder) and reads files and folders of feeds; throws where a path leads nowhere. */
export async function openAdvisories(paths: readonly string[]): Promise<OpenAdvisories> {
  const stores: OpenStore[] = [];
  const feeds: string[] = [];
  for (const path of paths) {
    const store = await storeAt(path);
    if (store === undefined) feeds.push(path);
    else stores.push(openStore(store));
  }
  const read = await readAdvisories(feeds);
  const inMemory =
    feeds.length === 0 ? [] : [advisoriesInMemory(read.advisories.values(), read.exploitations)];
  return {
    source: asOne([...inMemory, ...stores]),
    stores: stores.map(({ description }) => description),
    notRead: read.notRead,
    close: () => {
      for (const store of stores) store.close();
    },
  };
}

async function storeAt(path: string): Promise<string | undefined> {
  const isFolder = (await stat(path)).isDirectory();
  const file = isFolder ? join(path, STORE_FILE) : path;
  const handle = await open(file, "r").catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { buffer } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.toString("latin1") === MAGIC ? file : undefined;
  } finally {
    await handle.close();
  }
}

/** The first that has an advisory gives it. */
function asOne(sources: readonly AdvisorySource[]): AdvisorySource {
  const [only] = sources;
  if (only !== undefined && sources.length === 1) return only;
  return {
    ecosystems: new Set(sources.flatMap(({ ecosystems }) => [...(ecosystems ?? [])])),
    entries: (key) => sources.flatMap((source) => source.entries(key)),
    suspects: (key, version) => {
      const all = sources.map(
        (source) =>
          source.suspects?.(key, version) ?? { entries: source.entries(key), others: () => [] },
      );
      return {
        entries: all.flatMap(({ entries }) => entries),
        others: () => all.flatMap(({ others }) => others()),
      };
    },
    advisory: (id) => first(sources, (source) => source.advisory(id)),
    exploitation: (cve) => first(sources, (source) => source.exploitation?.(cve)),
  };
}

function first<T>(
  sources: readonly AdvisorySource[],
  ask: (source: AdvisorySource) => T | undefined,
): T | undefined {
  for (const source of sources) {
    const found = ask(source);
    if (found !== undefined) return found;
  }
  return undefined;
}

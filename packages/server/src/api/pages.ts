import type { Snapshot } from "@watertight/core/snapshot";
import { showsAllOf } from "@watertight/store";
import type { Asker } from "./asker.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Problem } from "./route.ts";

/** What a browser gets. */
type Shown = { readonly html: string } | { readonly to: string } | { readonly problem: Problem };

/** Pages for people, by address; undefined: there is no page at this address. */
export type Pages = (asker: Asker, path: string) => Promise<Shown | undefined>;

const ABSENT: Problem = { status: 404, detail: "There is no such cluster." };
const UNREAD: Problem = { status: 503, detail: "The cluster has not been read yet; ask again." };

/** `/` leads to the one cluster or names all; `/clusters/NAME` is what `report` writes of it now, made once for each state. */
export function createPages({ store, snapshotOf, ask }: Knowledge): Pages {
  const made = new WeakMap<Snapshot, Promise<Shown>>();
  const pageOf = (name: string, snapshot: Snapshot): Promise<Shown> => {
    const known = made.get(snapshot);
    if (known) return known;
    const page = ask(
      snapshot,
      ["report", "--quiet", "--exit-zero", "--", `cluster:${name}`],
      "",
    ).then(
      ({ stdout, stderr }): Shown =>
        stdout === ""
          ? { problem: { status: 500, detail: stderr.split("\n")[0] || "There is no page." } }
          : { html: stdout },
    );
    made.set(snapshot, page);
    return page;
  };
  return async (asker, path) => {
    if (path === "/") {
      const names = (await store.clusters(asker.scope)).map(({ name }) => name);
      const [only, ...others] = names;
      if (only === undefined) return { problem: UNREAD };
      return others.length === 0 ? { to: addressOf(only) } : { html: indexOf(names) };
    }
    const name = nameIn(path);
    if (name === undefined) return undefined;
    // The page rests on all of the cluster.
    if (!showsAllOf(asker.scope, name)) return { problem: ABSENT };
    const snapshot = await snapshotOf(name);
    return snapshot ? pageOf(name, snapshot) : { problem: ABSENT };
  };
}

function addressOf(name: string): string {
  return `/clusters/${encodeURIComponent(name)}`;
}

function nameIn(path: string): string | undefined {
  const [, word] = /^\/clusters\/([^/]+)$/.exec(path) ?? [];
  if (word === undefined) return undefined;
  try {
    return decodeURIComponent(word);
  } catch {
    return undefined;
  }
}

function indexOf(names: readonly string[]): string {
  const items = names.map((name) => `<li><a href="${addressOf(name)}">${escaped(name)}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Clusters - Watertight</title></head>
<body><main><h1>Clusters</h1><ul>${items.join("")}</ul></main></body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}

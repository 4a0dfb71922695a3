import type { TarEntry } from "./entry.ts";
import { cleanPath, targetOf } from "./path.ts";
import { createTarReader } from "./tar-reader.ts";

/** A file of an archive whose content is read before the next is asked for, or passed over. */
export interface StreamedEntry {
  readonly entry: TarEntry;
  /** Of a file; nothing for what has no content. */
  readonly content: AsyncGenerator<Buffer>;
}

type Event =
  | { readonly kind: "entry"; readonly entry: TarEntry }
  | { readonly kind: "data"; readonly chunk: Buffer }
  | { readonly kind: "end" };

/** The files of an archive as they pass, for whoever reads archives in archives; links are told with the path that they lead to. */
export async function* tarEntries(
  source: AsyncIterable<Buffer>,
  onLink: (path: string, target: string) => void = () => undefined,
): AsyncGenerator<StreamedEntry> {
  const events = eventsOf(source, onLink);
  let next = await events.next();
  while (next.done !== true) {
    if (next.value.kind !== "entry") {
      next = await events.next();
      continue;
    }
    const { entry } = next.value;
    yield { entry, content: contentOf(events) };
    // What was not read of the content is among the events that follow.
    next = await events.next();
  }
}

async function* contentOf(events: AsyncGenerator<Event>): AsyncGenerator<Buffer> {
  for (let next = await events.next(); next.done !== true; next = await events.next()) {
    if (next.value.kind === "data") yield next.value.chunk;
    else return;
  }
}

async function* eventsOf(
  source: AsyncIterable<Buffer>,
  onLink: (path: string, target: string) => void,
): AsyncGenerator<Event> {
  let queue: Event[] = [];
  const reader = createTarReader((entry) => {
    if (entry.kind === "symlink") onLink(entry.path, targetOf(entry.path, entry.linkName));
    if (entry.kind === "hardlink") onLink(entry.path, cleanPath(entry.linkName));
    if (entry.kind !== "file") return undefined;
    queue.push({ kind: "entry", entry });
    return {
      data: (chunk) => {
        queue.push({ kind: "data", chunk });
        return true;
      },
      end: () => {
        queue.push({ kind: "end" });
      },
    };
  });
  for await (const chunk of source) {
    reader.push(chunk);
    yield* queue;
    queue = [];
  }
  reader.end();
  yield* queue;
}

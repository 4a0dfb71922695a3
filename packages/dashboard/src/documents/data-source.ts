import type { PageDocuments } from "./page-documents.ts";
import { parseShown, unpacked } from "./read-documents.ts";

/**
 * Where views get documents from. A document is read when a view first needs it, and once: the page of a large cluster shows its overview
 * before its findings are unpacked. A server can give the same documents at addresses.
 */
export interface DataSource {
  readonly names: ReadonlySet<keyof PageDocuments>;
  /** These documents with those that were read before; rejects with a sentence where one cannot be read. */
  readonly read: (names: readonly (keyof PageDocuments)[]) => Promise<PageDocuments>;
}

/** The documents that stand in a page; every text in them is safe to show. */
export function embeddedSource(page: ParentNode): DataSource {
  const elements = new Map<string, HTMLElement>();
  for (const element of page.querySelectorAll<HTMLElement>("script[data-document]")) {
    elements.set(element.dataset["document"] ?? "", element);
  }
  const waiting = new Map<string, Promise<unknown>>();
  const read: Record<string, unknown> = {};
  const readOne = async (name: string): Promise<void> => {
    const element = elements.get(name);
    if (!element) return;
    const text = element.textContent;
    const isPacked = element.dataset["encoding"] === "gzip";
    // It is not needed any more, and may be large.
    element.remove();
    read[name] = parseShown(isPacked ? await unpacked(text) : text);
  };
  return {
    names: new Set([...elements.keys()] as (keyof PageDocuments)[]),
    read: async (names) => {
      await Promise.all(
        names.map((name) => {
          const known = waiting.get(name) ?? readOne(name);
          waiting.set(name, known);
          return known;
        }),
      );
      return { ...read };
    },
  };
}

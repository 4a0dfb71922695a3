import {
  type Advisory,
  type Exploitation,
  type FeedDocument,
  isEpss,
  type NotRead,
  readEpss,
  readFeedDocument,
} from "@watertight/core/images";
import type { JsonValue } from "@watertight/core/kubernetes";
import { feedTexts } from "./documents.ts";

/** Everything that files and folders of feeds hold. */
export interface ReadAdvisories {
  /** By id; of two with one id the later. */
  readonly advisories: Map<string, Advisory>;
  /** By CVE. */
  readonly exploitations: Map<string, Exploitation>;
  readonly notRead: NotRead[];
  /** How many documents of each format. */
  readonly formats: Map<string, number>;
}

/** Reads advisories of every known form from files, folders and zip archives; what cannot be read is told. */
export async function readAdvisories(paths: readonly string[]): Promise<ReadAdvisories> {
  const read: ReadAdvisories = {
    advisories: new Map(),
    exploitations: new Map(),
    notRead: [],
    formats: new Map(),
  };
  for (const path of paths) {
    for await (const part of feedTexts(path)) {
      const document = "problem" in part ? part.problem : parseFeed(part.text);
      if (typeof document === "string") read.notRead.push({ path: part.place, reason: document });
      else add(document, read);
    }
  }
  return read;
}

/** What the text of a feed holds, or why that is not known. */
export function parseFeed(text: string): FeedDocument | string {
  if (isEpss(text)) return { format: "EPSS", advisories: [], exploitations: readEpss(text) };
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    return error instanceof Error ? error.message : "It is no JSON.";
  }
  return readFeedDocument(value) ?? "It is of no form of advisories that is known.";
}

function add(document: FeedDocument, read: ReadAdvisories): void {
  read.formats.set(document.format, (read.formats.get(document.format) ?? 0) + 1);
  for (const advisory of document.advisories) read.advisories.set(advisory.id, advisory);
  for (const [cve, exploitation] of document.exploitations) {
    read.exploitations.set(cve, { ...read.exploitations.get(cve), ...exploitation });
  }
}

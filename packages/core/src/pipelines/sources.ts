import type { FactPlace } from "../snapshot/facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { PipelineAccess } from "./access.ts";

/** An object as a place of facts. */
export function placeOfObject({ object, origin, locate }: SnapshotObject): FactPlace {
  return { document: { value: object, origin, locate }, path: [], name: "" };
}

/** What a source's address says. */
export function sourceFacts(url: string, at: FactPlace): NonNullable<PipelineAccess["facts"]> {
  return /^(?:http|git):\/\//.test(url) ? [["unencrypted", url, at]] : [];
}

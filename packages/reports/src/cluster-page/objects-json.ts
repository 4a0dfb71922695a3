import type { OwnerOf } from "@watertight/core/cluster";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { isJsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { withHiddenSecrets } from "@watertight/core/secrets";
import { isOfFacts, type Snapshot, type SnapshotObject } from "@watertight/core/snapshot";
import { namespaceOfReference } from "./owner-of.ts";

/** More objects would make a page that no browser opens in good time. */
const MOST_OBJECTS = 20_000;

/** The objects that a page has, and which number each has there. */
export interface PageObjects {
  readonly entries: readonly SnapshotObject[];
  /** How many there are besides. */
  readonly leftOut: number;
  readonly numberOf: ReadonlyMap<SnapshotObject, number>;
}

/** Those that something was found in come first where there are more than a page holds. */
export function pageObjectsOf(
  snapshot: Snapshot,
  hasFindings: (entry: SnapshotObject) => boolean,
): PageObjects {
  const all = snapshot.objects;
  const entries =
    all.length <= MOST_OBJECTS
      ? all
      : [...all.filter(hasFindings), ...all.filter((entry) => !hasFindings(entry))].slice(
          0,
          MOST_OBJECTS,
        );
  return {
    entries,
    leftOut: all.length - entries.length,
    numberOf: new Map(entries.map((entry, index) => [entry, index])),
  };
}

/** The objects as they are, with dots for secrets, where each is written and whom to ask about it. */
export function objectsJson({ entries, leftOut }: PageObjects, ownerOf: OwnerOf): string[] {
  const parts = [`{"leftOut":${leftOut},"objects":[`];
  for (const [index, entry] of entries.entries()) {
    const { file, line } = entry.locate([]);
    const row = {
      object: shownOf(entry.object),
      origin: entry.origin.from,
      file,
      line,
      owner: ownerOf(entry, namespaceOfReference(entry.reference)),
      ...(isOfFacts(entry.object) && { isFact: true }),
    };
    parts.push(`${index === 0 ? "\n" : ",\n"}${stringifyJson(row)}`);
  }
  parts.push("\n]}");
  return parts;
}

/** Without what only servers and kubectl write for themselves, and with dots for what is secret. */
function shownOf(object: KubernetesObject): KubernetesObject {
  const { metadata } = object;
  if (!isJsonObject(metadata) || !("managedFields" in metadata)) return withHiddenSecrets(object);
  const { managedFields: _, ...rest } = metadata;
  return withHiddenSecrets({ ...object, metadata: rest });
}

import { attackPaths, createAttackGraph } from "@watertight/core/attack-paths";
import { createCluster } from "@watertight/core/cluster";
import { isKubernetesObject, type JsonObject } from "@watertight/core/kubernetes";
import { createSnapshot, type Snapshot, type SourceObject } from "@watertight/core/snapshot";
import { changeSnapshot, changesIn } from "@watertight/core/what-if";
import type { DocumentHead } from "../documents/documents.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import type { StepJson } from "../documents/paths.ts";
import type { WhatIfDocument } from "../documents/what-if.ts";
import { endsOfPath, keyOfPath } from "./path-key.ts";

/** What the page makes a cluster of. */
export interface WhatIfInput {
  readonly objects: ObjectsDocument;
  readonly basis: WhatIfDocument;
}

/** Paths that are there with changes, by their ends and steps; or why the changes cannot be made, in a sentence. */
export type WhatIfAnswer =
  | { readonly keys: ReadonlySet<string>; readonly ends: ReadonlySet<string> }
  | { readonly problem: string };

/** Paths between an entry and a goal, as the command looks for them. */
const MOST_PATHS = 10;

const SOURCE = { origin: { from: "computed" } } as const;

/** Makes the cluster of the page again with these changes, and asks the engine of paths, the same as the command's. */
export function pathsWith(
  { objects, basis }: WhatIfInput,
  coverage: DocumentHead["coverage"],
  edits: readonly StepJson["breaks"][number][],
): WhatIfAnswer {
  const snapshot = snapshotOf(objects, basis, coverage);
  const asked = changesIn(
    { schemaVersion: 1, edits: edits.map((each) => ({ ...each }) as unknown as JsonObject) },
    "apply",
    SOURCE,
  );
  if ("problem" in asked) return asked;
  const changed =
    edits.length === 0 ? { snapshot } : changeSnapshot(snapshot, distinct(asked.changes));
  if ("problem" in changed) return changed;
  const { assumeBreach, entries, goals, label, named } = basis.attacks;
  const graph = createAttackGraph(createCluster(changed.snapshot, basis.settings), {
    ...{ assumeBreach, entries, goals },
    tenancy: { ...(label !== null && { label }), named: new Map(named) },
  });
  const { paths } = attackPaths(graph, MOST_PATHS);
  return { keys: new Set(paths.map(keyOfPath)), ends: new Set(paths.map(endsOfPath)) };
}

/** The same object is deleted once. */
function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((each) => [JSON.stringify(each), each])).values()];
}

function snapshotOf(
  { objects }: ObjectsDocument,
  { assumptions }: WhatIfDocument,
  coverage: DocumentHead["coverage"],
): Snapshot {
  const entries = objects.flatMap(({ object, file, line }): readonly SourceObject[] =>
    isKubernetesObject(object)
      ? [{ object, origin: { from: "file", file, document: 1, line } }]
      : [],
  );
  return createSnapshot({
    ...{ objects: entries, diagnostics: [], assumptions },
    coverage: coverage as Snapshot["coverage"],
    sourceOf: () => undefined,
  });
}

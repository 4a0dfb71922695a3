import type { KubernetesObject } from "../src/kubernetes/object.ts";
import type { Location } from "../src/snapshot/origin.ts";
import { createSnapshot, type Snapshot } from "../src/snapshot/snapshot.ts";

/** Objects as if they had been read from one file. */
export function snapshotOf(
  list: readonly KubernetesObject[],
  {
    kubernetesVersion = "v1.37",
    wholeCluster = false,
  }: { readonly kubernetesVersion?: string; readonly wholeCluster?: boolean } = {},
): Snapshot {
  const location: Location = {
    file: "example.yaml",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    rendered: false,
  };
  return createSnapshot({
    objects: list.map((object, index) => ({
      object,
      origin: { file: "example.yaml", document: index + 1, line: 1, locate: () => location },
    })),
    coverage: { files: 1, documents: 1, objects: list.length, notExamined: [], unknownKinds: [] },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: kubernetesVersion, known: "defaulted" },
      wholeCluster: { value: wholeCluster, known: "defaulted" },
    },
    sourceOf: () => undefined,
  });
}

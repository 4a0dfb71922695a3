import type { KubernetesObject } from "@watertight/core/kubernetes";
import { createSnapshot, type Location, type Snapshot } from "@watertight/core/snapshot";

const LOCATION: Location = {
  file: "cluster.yaml",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  rendered: false,
};

/** A snapshot that holds these objects and is the whole cluster. */
export function wholeClusterOf(objects: readonly KubernetesObject[]): Snapshot {
  const origin = { file: LOCATION.file, document: 1, line: 1, locate: () => LOCATION };
  return createSnapshot({
    objects: objects.map((object) => ({ object, origin })),
    coverage: {
      files: 1,
      documents: 1,
      objects: objects.length,
      notExamined: [],
      unknownKinds: [],
    },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: "v1.36", known: "configured" },
      wholeCluster: { value: true, known: "configured" },
    },
    sourceOf: () => undefined,
  });
}

import type { KubernetesObject } from "../src/kubernetes/object.ts";
import type { Deployment } from "../src/snapshot/deployment.ts";
import type { Origin } from "../src/snapshot/origin.ts";
import { createSnapshot, type Snapshot } from "../src/snapshot/snapshot.ts";

interface FilesOptions {
  readonly deployments?: readonly Deployment[];
  /** By file. */
  readonly rendered?: Readonly<Record<string, NonNullable<Origin["rendered"]>>>;
  readonly wholeCluster?: boolean;
}

/** Objects as if they had been read from files of these names. */
export function filesSnapshot(
  files: Readonly<Record<string, readonly KubernetesObject[]>>,
  { deployments = [], rendered = {}, wholeCluster = false }: FilesOptions = {},
): Snapshot {
  const objects = Object.entries(files).flatMap(([file, list]) =>
    list.map((object, index) => {
      const by = rendered[file];
      const place = { file, line: index + 1, column: 1, endLine: index + 1, endColumn: 1 };
      return {
        object,
        origin: {
          file,
          document: index + 1,
          line: index + 1,
          ...(by && { rendered: by }),
          locate: () => ({ ...place, rendered: by !== undefined }),
        },
      };
    }),
  );
  return createSnapshot({
    objects,
    deployments,
    coverage: {
      files: Object.keys(files).length,
      documents: objects.length,
      objects: objects.length,
      notExamined: [],
      unknownKinds: [],
    },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: "v1.37", known: "defaulted" },
      wholeCluster: { value: wholeCluster, known: "defaulted" },
    },
    sourceOf: () => undefined,
  });
}

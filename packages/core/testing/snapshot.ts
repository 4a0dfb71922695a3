import type { KubernetesObject } from "../src/kubernetes/object.ts";
import type { Coverage } from "../src/snapshot/coverage.ts";
import type { FileOrigin, Location } from "../src/snapshot/origin.ts";
import {
  createSnapshot,
  type Snapshot,
  type SnapshotInput,
  type SnapshotObject,
} from "../src/snapshot/snapshot.ts";

/** What a test says of its snapshot; what is said is configured, what is not is defaulted. */
export interface SnapshotOptions
  extends Partial<Pick<SnapshotInput, "diagnostics" | "sourceOf" | "deployments">> {
  /** Default: v1.37. */
  readonly kubernetesVersion?: string;
  /** Default: false. */
  readonly wholeCluster?: boolean;
  /** The file of each object. Default: one document after another of `example.yaml`. */
  readonly files?: readonly string[];
  /** What is so of an origin beyond its file and document. Default: all that it locates is at line 1, column 1. */
  readonly origins?: (
    file: string,
    index: number,
  ) => Partial<FileOrigin & Pick<SnapshotObject, "locate" | "edit">>;
  readonly coverage?: Partial<Coverage>;
}

/** Objects as if they had been read from files: the one builder of snapshots for tests and benchmarks. */
export function snapshotOf(
  list: readonly KubernetesObject[],
  options: SnapshotOptions = {},
): Snapshot {
  const { kubernetesVersion, wholeCluster, diagnostics = [], sourceOf = nothing } = options;
  const documents = new Map<string, Documents>();
  const objects = list.map((object, index) => {
    const file = options.files?.[index] ?? "example.yaml";
    const { count, locate } = documents.get(file) ?? documentsOf(file);
    documents.set(file, { count: count + 1, locate });
    const { locate: located = locate, edit, ...origin } = options.origins?.(file, index) ?? {};
    return {
      object,
      origin: { from: "file", file, document: count + 1, line: 1, ...origin } as const,
      locate: located,
      ...(edit && { edit }),
    };
  });
  const { size: files } = documents;
  return createSnapshot({
    objects,
    ...(options.deployments && { deployments: options.deployments }),
    coverage: {
      ...{ files, documents: list.length, objects: list.length },
      ...{ notExamined: [], unknownKinds: [] },
      ...options.coverage,
    },
    diagnostics,
    assumptions: {
      kubernetesVersion: { value: kubernetesVersion ?? "v1.37", known: knownOf(kubernetesVersion) },
      wholeCluster: { value: wholeCluster ?? false, known: knownOf(wholeCluster) },
    },
    sourceOf,
  });
}

/** The same as all that there is in a cluster. */
export function wholeSnapshotOf(
  list: readonly KubernetesObject[],
  options: SnapshotOptions = {},
): Snapshot {
  return snapshotOf(list, { wholeCluster: true, ...options });
}

interface Documents {
  readonly count: number;
  readonly locate: () => Location;
}

// One location a file: the benchmarks have a hundred thousand objects in one.
function documentsOf(file: string): Documents {
  const location = { file, line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  return { count: 0, locate: () => location };
}

function knownOf(given: unknown): "configured" | "defaulted" {
  return given === undefined ? "defaulted" : "configured";
}

const nothing = (): undefined => undefined;

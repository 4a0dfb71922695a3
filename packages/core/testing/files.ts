import type { KubernetesObject } from "../src/kubernetes/object.ts";
import type { Deployment } from "../src/snapshot/deployment.ts";
import type { FileOrigin } from "../src/snapshot/origin.ts";
import type { Snapshot } from "../src/snapshot/snapshot.ts";
import { snapshotOf } from "./snapshot.ts";

interface FilesOptions {
  readonly deployments?: readonly Deployment[];
  /** By file. */
  readonly rendered?: Readonly<Record<string, NonNullable<FileOrigin["rendered"]>>>;
  readonly wholeCluster?: boolean;
}

/** Objects as if they had been read from files of these names. */
export function filesSnapshot(
  files: Readonly<Record<string, readonly KubernetesObject[]>>,
  { deployments = [], rendered = {}, wholeCluster = false }: FilesOptions = {},
): Snapshot {
  const entries = Object.entries(files).flatMap(([file, list]) =>
    list.map((object) => ({ file, object })),
  );
  return snapshotOf(
    entries.map(({ object }) => object),
    {
      files: entries.map(({ file }) => file),
      origins: (file) => {
        const by = rendered[file];
        return by ? { rendered: by } : {};
      },
      deployments,
      wholeCluster,
    },
  );
}

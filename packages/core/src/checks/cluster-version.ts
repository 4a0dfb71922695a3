import type { Snapshot } from "../snapshot/snapshot.ts";

/** The minor version of Kubernetes that the input is judged by: 37 of `v1.37`. */
export function minorOf({ assumptions }: Snapshot): number | undefined {
  const minor = /^v?1\.(\d+)/.exec(assumptions.kubernetesVersion.value)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

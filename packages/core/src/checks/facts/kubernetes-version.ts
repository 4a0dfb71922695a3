import { type Cluster, clusterFact } from "../../cluster/cluster.ts";

/** The minor version of Kubernetes that the snapshot assumes: 37 of `v1.37.2`; undefined where it names none. */
export function kubernetesMinorOf(cluster: Cluster): number | undefined {
  return versionOf(cluster)?.minor;
}

/**
 * Whether the assumed version lacks what came in a patch release of some minor versions: it is older than all of
 * them, or an older patch release of one, or does not say which patch release.
 */
export function isOlderThanPatch(cluster: Cluster, fixedIn: ReadonlyMap<number, number>): boolean {
  const version = versionOf(cluster);
  if (!version) return false;
  const { minor, patch } = version;
  const fixed = fixedIn.get(minor);
  if (fixed === undefined) return minor < Math.min(...fixedIn.keys());
  return patch === undefined || patch < fixed;
}

interface Version {
  readonly minor: number;
  readonly patch: number | undefined;
}

function versionOf(cluster: Cluster): Version | undefined {
  return assumedVersion(cluster).version;
}

const assumedVersion = clusterFact(({ assumptions }) => ({
  version: parsedVersion(assumptions.kubernetesVersion.value),
}));

function parsedVersion(value: string): Version | undefined {
  const [, minor, patch] = /^v?1\.(\d+)(?:\.(\d+))?/.exec(value) ?? [];
  if (minor === undefined) return undefined;
  return { minor: Number(minor), patch: patch === undefined ? undefined : Number(patch) };
}

import { open, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isSnapshotFile, SNAPSHOT_MAGIC_BYTES } from "@watertight/api-server/vocabulary";
import { kubernetesVersionOf, remarkOnVersion } from "@watertight/core/kubernetes";
import { createSnapshot, type Snapshot, type SnapshotInput } from "@watertight/core/snapshot";
import type { Arguments } from "../command.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../usage-error.ts";
import { clusterPath, isClusterPath } from "./cluster-path.ts";
import { readLive } from "./read-live.ts";

/** The cluster that a PATH is: a running one, or what a snapshot's file holds of one; undefined where the paths are manifests. */
export async function readClusterPath(
  paths: readonly string[],
  args: Arguments,
  context: Context,
): Promise<Snapshot | undefined> {
  const clusters: string[] = [];
  for (const path of paths) {
    if (isClusterPath(path) || (await isSnapshot(path, context))) clusters.push(path);
  }
  const [path] = clusters;
  if (path === undefined) return undefined;
  if (paths.length > 1) {
    throw new UsageError(
      "A cluster or a snapshot of one is all of the input: give no other PATH beside it.",
    );
  }
  const input = isClusterPath(path)
    ? (await readLive(path, args, context)).input
    : await readFileOf(path, args, context);
  return createSnapshot(withVersion(input, args, context));
}

/**
 * The cluster in which files are judged as if they were applied there, by `--against-cluster` or `--against-snapshot`; undefined
 * where neither is given.
 */
export function readSurroundings(args: Arguments, context: Context): Promise<Snapshot | undefined> {
  // A comparison asks for both of its sides, which stand in one cluster.
  const known = surroundings.get(args) ?? readAround(args, context);
  surroundings.set(args, known);
  return known;
}

const surroundings = new WeakMap<Arguments, Promise<Snapshot | undefined>>();

async function readAround(args: Arguments, context: Context): Promise<Snapshot | undefined> {
  const file = args.value("against-snapshot");
  const isLive = args.flag("against-cluster");
  if (file === undefined && !isLive) return undefined;
  if (file !== undefined && isLive) {
    throw new UsageError("Give --against-cluster or --against-snapshot, not both.");
  }
  const path = file ?? clusterPath(args.value("context"));
  const cluster = await readClusterPath([path], args, context);
  if (cluster) return cluster;
  throw new UsageError(`${path} cannot be read: It is no snapshot of a cluster.`);
}

/** Only of regular files: what is read of a pipe is gone. */
async function isSnapshot(path: string, { workingDirectory }: Context): Promise<boolean> {
  const file = resolve(workingDirectory, path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  const handle = await open(file).catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer } = await handle.read(Buffer.alloc(SNAPSHOT_MAGIC_BYTES));
    return isSnapshotFile(buffer);
  } finally {
    await handle.close();
  }
}

async function readFileOf(
  path: string,
  { readsNot }: Arguments,
  { workingDirectory }: Context,
): Promise<SnapshotInput> {
  const { readSnapshotFile } = await import("@watertight/api-server");
  const read = readSnapshotFile(await readFile(resolve(workingDirectory, path)), readsNot);
  if ("problem" in read) throw new UsageError(`${path} cannot be read: ${read.problem}`);
  return read.input;
}

/** The version that is asked for counts; else that of the server, which the configuration does not know better. */
export function withVersion(
  input: SnapshotInput,
  args: Arguments,
  { stderr }: Context,
): SnapshotInput {
  const given = args.value("kube-version");
  const asked = given === undefined ? undefined : kubernetesVersionOf(given);
  if (given !== undefined && asked === undefined) {
    throw new UsageError(`"${given}" is not a version of Kubernetes; write one as v1.37.`);
  }
  const { assumptions } = input;
  const remark = remarkOnVersion(asked ?? assumptions.kubernetesVersion.value);
  if (remark !== undefined && !args.flag("quiet")) stderr.write(`${remark}\n`);
  if (asked === undefined) return input;
  const kubernetesVersion = { value: asked, known: "configured" } as const;
  return { ...input, assumptions: { ...assumptions, kubernetesVersion } };
}

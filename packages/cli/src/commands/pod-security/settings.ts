import { kubernetesVersionOf, remarkOnVersion } from "@watertight/core/kubernetes";
import {
  type PodSecurityLevel,
  type PodSecurityVersion,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
} from "@watertight/core/pod-security";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { readSurroundings } from "../../live/read-snapshot.ts";
import { readClusters } from "../../reading.ts";
import { UsageError } from "../../usage-error.ts";

/** What the paths hold, or the cluster around them with them applied, with remarks on standard error on what could not be read. */
export async function readPods(
  args: Arguments,
  context: Context,
): Promise<{ readonly snapshot: Snapshot; readonly gap: string | undefined }> {
  const around = await readSurroundings(args, context);
  const { snapshot, gap, clusters } = await readClusters(args, context, { around });
  if (!around) return { snapshot, gap };
  const [cluster, ...others] = clusters.widest;
  if (cluster && others.length === 0) return { snapshot: cluster.snapshot, gap };
  throw new UsageError(
    "The files hold different objects of the same name, so that they cannot all be applied to one cluster; give those of one environment.",
  );
}

export function levelOf(args: Arguments): PodSecurityLevel {
  const text = args.value("level");
  const level = text === undefined ? undefined : parsePodSecurityLevel(text);
  if (level === undefined) {
    throw new UsageError("Say the level to judge by: --level baseline or --level restricted.", {
      verb: "pod-security evaluate",
    });
  }
  return level;
}

/** `--version`, in every form that a version of Kubernetes has, with a remark where it is none that is known. */
export function versionOf(args: Arguments, { stderr }: Context): PodSecurityVersion {
  const text = args.value("version") ?? "latest";
  const version = readVersion(text);
  if (version === undefined) {
    throw new UsageError(
      `"${text}" is not a version of the Pod Security Standards; write latest or v1.30.`,
    );
  }
  // The standards are known from v1.0 on.
  const remark = version === "latest" ? undefined : remarkOnVersion(version, 0);
  if (remark !== undefined && !args.flag("quiet")) stderr.write(`${remark}\n`);
  return version;
}

/** `latest`, or a version of Kubernetes as people write it; undefined for anything else. */
export function readVersion(text: string): PodSecurityVersion | undefined {
  return parsePodSecurityVersion(kubernetesVersionOf(text) ?? text);
}

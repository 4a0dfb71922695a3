import {
  type PodSecurityLevel,
  type PodSecurityVersion,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
} from "@watertight/core/pod-security";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { readClusters } from "../../reading.ts";
import { UsageError } from "../../usage-error.ts";

/** What the paths hold, with remarks on standard error on what could not be read. */
export async function readPods(
  args: Arguments,
  context: Context,
): Promise<{ readonly snapshot: Snapshot; readonly incomplete: boolean }> {
  const { snapshot, incomplete } = await readClusters(args, context);
  return { snapshot, incomplete };
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

export function versionOf(args: Arguments): PodSecurityVersion {
  const text = args.value("version") ?? "latest";
  const version = parsePodSecurityVersion(text);
  if (version === undefined) {
    throw new UsageError(
      `"${text}" is not a version of the Pod Security Standards; write latest or v1.30.`,
    );
  }
  return version;
}

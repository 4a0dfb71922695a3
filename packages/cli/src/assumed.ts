import type { Configuration } from "@watertight/core/configuration";
import { kubernetesVersionOf, NEWEST_VERSION, remarkOnVersion } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./usage-error.ts";

/** Whether files are the whole cluster, by option before configuration. */
export function wholeClusterOf(
  args: Arguments,
  { wholeCluster }: Configuration,
): Snapshot["assumptions"]["wholeCluster"] {
  if (args.flag("whole-cluster")) return { value: true, known: "configured" };
  return wholeCluster === undefined
    ? { value: false, known: "defaulted" }
    : { value: wholeCluster, known: "configured" };
}

/** The version that files are for, by option before configuration; what is none throws `UsageError`. */
export function assumedVersion(
  args: Arguments,
  configuration: Configuration,
  context: Context,
): Snapshot["assumptions"]["kubernetesVersion"] {
  const given = args.value("kube-version") ?? configuration.kubernetesVersion;
  if (given === undefined) return { value: NEWEST_VERSION, known: "defaulted" };
  const value = kubernetesVersionOf(given);
  if (value === undefined) {
    throw new UsageError(
      `"${given}" is not a version of Kubernetes; write one as ${NEWEST_VERSION}.`,
    );
  }
  const remark = remarkOnVersion(value);
  if (remark !== undefined && !args.flag("quiet")) context.stderr.write(`${remark}\n`);
  return { value, known: "configured" };
}

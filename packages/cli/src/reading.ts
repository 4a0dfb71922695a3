import { resolve } from "node:path";
import { SCHEMA_VERSION } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { readManifests } from "@watertight/manifests";
import type { Arguments } from "./command.ts";
import type { Configuration } from "./configuration/configuration.ts";
import type { Context } from "./context.ts";
import { createProgress } from "./terminal/progress.ts";
import { UsageError } from "./usage-error.ts";

/** The release that Watertight knows best, as `v1.37`: what it judges by where nobody says another. */
const DEFAULT_KUBERNETES_VERSION = SCHEMA_VERSION.split(".", 2).join(".");

/** Reads the operands of a verb that declares `RENDER_OPTIONS`, `JOBS` and `QUIET`. */
export async function readSnapshot(
  args: Arguments,
  context: Context,
  configuration: Configuration,
  kustomizations: "build" | "plain" = "build",
): Promise<Snapshot> {
  const progress = createProgress(context, { quiet: args.flag("quiet") });
  const kubernetesVersion = kubernetesVersionOf(args, configuration);
  try {
    return await readManifests({
      paths: args.operands,
      stdin: context.stdin,
      workingDirectory: context.workingDirectory,
      environment: context.environment,
      exclude: configuration.exclude,
      charts: args.flag("no-render") ? "report" : "render",
      kustomizations:
        args.flag("no-render") && kustomizations === "build" ? "report" : kustomizations,
      helmValues: [
        ...configuration.helm.values.map((path) => resolve(configuration.directory, path)),
        ...args.values("helm-values"),
      ],
      helmSet: [...configuration.helm.set, ...args.values("helm-set")],
      kubernetesVersion: kubernetesVersion.value,
      assumptions: {
        kubernetesVersion,
        wholeCluster:
          configuration.wholeCluster === undefined
            ? { value: false, known: "defaulted" }
            : { value: configuration.wholeCluster, known: "configured" },
      },
      onProgress: (done, total) => {
        progress.update(done, total, "characters read");
      },
    });
  } finally {
    progress.clear();
  }
}

function kubernetesVersionOf(
  args: Arguments,
  configuration: Configuration,
): Snapshot["assumptions"]["kubernetesVersion"] {
  const given = args.value("kube-version") ?? configuration.kubernetesVersion;
  if (given === undefined) return { value: DEFAULT_KUBERNETES_VERSION, known: "defaulted" };
  const minor = /^v?1\.(\d{1,3})(?:\.\d+)?$/.exec(given)?.[1];
  if (minor === undefined) {
    throw new UsageError(`"${given}" is not a version of Kubernetes; write one as v1.37.`);
  }
  return { value: `v1.${minor}`, known: "configured" };
}

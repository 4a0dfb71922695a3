import type { Snapshot } from "@watertight/core/snapshot";
import { readManifests } from "@watertight/manifests";
import { ROOT } from "./suites.ts";

type Options = Parameters<typeof readManifests>[0];

/** Files read without any program, as the command reads them without a configuration; the options given count instead. */
export function readFiles(
  paths: readonly string[],
  options: Partial<Options> = {},
): Promise<Snapshot> {
  return readManifests({
    paths: [...paths],
    stdin: () => {
      throw new Error("Nothing is read from standard input.");
    },
    workingDirectory: ROOT,
    environment: {},
    exclude: [],
    charts: "report",
    kustomizations: "plain",
    helmValues: [],
    helmSet: [],
    kubernetesVersion: "v1.37",
    assumptions: {
      kubernetesVersion: { value: "v1.37", known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
    },
    ...options,
  });
}

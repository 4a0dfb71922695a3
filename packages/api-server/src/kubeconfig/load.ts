import { readFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { isJsonObject } from "@watertight/core/kubernetes";
import { ClusterFailure, codeOf, unreadable } from "../failure.ts";
import { type Kubeconfig, type KubeconfigFile, mergeKubeconfigs } from "./entries.ts";
import type { ConnectOptions } from "./options.ts";

/**
 * The kubeconfig that kubectl would use: the file that was given, else those of KUBECONFIG, else `.kube/config` at home. Files of
 * KUBECONFIG that are missing are passed over, as kubectl does it; undefined where there is none at all.
 */
export async function loadKubeconfig(options: ConnectOptions): Promise<Kubeconfig | undefined> {
  const { kubeconfig, environment, workingDirectory, home } = options;
  if (kubeconfig !== undefined) {
    const file = await readKubeconfig(resolve(workingDirectory, kubeconfig), options);
    if (file) return mergeKubeconfigs([file]);
    throw new ClusterFailure("settings", `There is no kubeconfig ${kubeconfig}.`);
  }
  const listed = (environment["KUBECONFIG"] ?? "").split(delimiter).filter((path) => path !== "");
  const paths =
    listed.length > 0
      ? [...new Set(listed)].map((path) => resolve(workingDirectory, path))
      : [join(home, ".kube", "config")];
  const files = await Promise.all(paths.map((path) => readKubeconfig(path, options)));
  const found = files.filter((file) => file !== undefined);
  if (found.length > 0) return mergeKubeconfigs(found);
  if (listed.length === 0) return undefined;
  throw new ClusterFailure(
    "settings",
    `None of the files that KUBECONFIG names exists: ${listed.join(", ")}.`,
  );
}

async function readKubeconfig(
  file: string,
  { parse }: ConnectOptions,
): Promise<KubeconfigFile | undefined> {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  const parsed = parse(text);
  if ("problem" in parsed) {
    throw new ClusterFailure(
      "settings",
      `The kubeconfig ${file} cannot be read: ${parsed.problem}`,
    );
  }
  // An empty file is a kubeconfig without entries.
  if (parsed.value === null) return { file, value: {} };
  if (isJsonObject(parsed.value)) return { file, value: parsed.value };
  throw new ClusterFailure("settings", `The kubeconfig ${file} holds no mapping.`);
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw unreadable(`The kubeconfig ${file} cannot be read`, error);
  }
}

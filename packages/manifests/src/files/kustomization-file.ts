import { realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isMapping, type Mapping, mappingsOf, readMapping, stringsOf, textOf } from "./mapping.ts";
import { nameBelow } from "./names.ts";

/** A kustomization file that was met, with what it refers to. */
export interface KustomizationFile {
  readonly name: string;
  readonly path: string;
  /** The folder, without symbolic links. */
  readonly real: string;
  readonly file: string;
  readonly isComponent: boolean;
  /** Local files, without symbolic links. */
  readonly files: readonly string[];
  /** Those of `files` that are patches. */
  readonly patches: readonly string[];
  /** Local folders, without symbolic links. */
  readonly folders: readonly string[];
  readonly remote: readonly string[];
  readonly content: Mapping;
}

interface Place {
  readonly name: string;
  readonly path: string;
  readonly real: string;
}

/** Reads a kustomization for what it refers to; undefined when the file is an object of another API, as Flux's Kustomization. */
export function readKustomization(folder: Place, fileName: string): KustomizationFile | undefined {
  const content = readMapping(join(folder.path, fileName)) ?? {};
  const apiVersion = textOf(content["apiVersion"]);
  if (apiVersion !== "" && !apiVersion.startsWith("kustomize.config.k8s.io/")) return undefined;
  const files: string[] = [];
  const folders: string[] = [];
  const remote: string[] = [];
  for (const entry of referencesOf(content)) {
    const target = localTarget(resolve(folder.path, entry));
    if (target) (target.isFolder ? folders : files).push(target.real);
    else if (isRemote(entry)) remote.push(entry);
  }
  const { name, path, real } = folder;
  const isComponent = content["kind"] === "Component";
  const patches = patchesOf(content).flatMap(
    (entry) => localTarget(resolve(folder.path, entry))?.real ?? [],
  );
  return {
    ...{ name, path, real, isComponent, files, patches, folders, remote, content },
    file: nameBelow(name, fileName),
  };
}

/** Every field in which a kustomization names files, folders or addresses; inline documents are left out. */
function referencesOf(content: Mapping): string[] {
  const lists = [
    "resources",
    "bases",
    "components",
    "crds",
    "configurations",
    "generators",
    "transformers",
    "validators",
  ].flatMap((field) => stringsOf(content[field]));
  const replacements = mappingsOf(content["replacements"]).map(({ path }) => textOf(path));
  const openapi = isMapping(content["openapi"]) ? textOf(content["openapi"]["path"]) : "";
  const generated = ["configMapGenerator", "secretGenerator"].flatMap((field) =>
    mappingsOf(content[field]).flatMap(generatorFiles),
  );
  const values = mappingsOf(content["helmCharts"]).flatMap((chart) => [
    textOf(chart["valuesFile"]),
    ...stringsOf(chart["additionalValuesFiles"]),
  ]);
  return [
    ...lists,
    ...patchesOf(content),
    ...replacements,
    openapi,
    ...generated,
    ...values,
  ].filter((entry) => entry !== "" && !entry.includes("\n"));
}

function patchesOf(content: Mapping): string[] {
  const paths = ["patches", "patchesJson6902"].flatMap((field) =>
    mappingsOf(content[field]).map(({ path }) => textOf(path)),
  );
  return [...stringsOf(content["patchesStrategicMerge"]), ...paths].filter(
    (entry) => entry !== "" && !entry.includes("\n"),
  );
}

function generatorFiles(generator: Mapping): string[] {
  const files = stringsOf(generator["files"]).map((entry) => entry.slice(entry.indexOf("=") + 1));
  return [...files, ...stringsOf(generator["envs"]), textOf(generator["env"])];
}

function localTarget(path: string): { real: string; isFolder: boolean } | undefined {
  try {
    const real = realpathSync(path);
    return { real, isFolder: statSync(real).isDirectory() };
  } catch {
    return undefined;
  }
}

/** Kustomize takes what does not exist locally for an address in any of these spellings. */
function isRemote(entry: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i.test(entry) ||
    /^(?:gh:|[\w.-]+@[\w.-]+[:/])/i.test(entry) ||
    /^(?:[\w-]+\.)+[a-z]{2,}\/[^/]/i.test(entry) ||
    /[?&](?:ref|version|timeout|submodules)=|\.git(?:$|[/?])|\/\//.test(entry)
  );
}

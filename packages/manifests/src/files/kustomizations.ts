import { existsSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { KustomizationInput } from "./input.ts";
import { isPlainTree, type KnownFiles, type LeanBuild, leanBuildOf } from "./lean-build.ts";
import { isMapping, type Mapping, mappingsOf, readMapping, stringsOf, textOf } from "./mapping.ts";
import { compareText, KUSTOMIZATION_NAMES, nameBelow } from "./names.ts";

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

/**
 * The kustomizations to build: those on which no other one of them builds, and one of each circle, so that none is
 * forgotten. `files` are the input files; only they are named in `consumed`.
 */
export function rootsOf(
  kustomizations: readonly KustomizationFile[],
  files: readonly { readonly name: string; readonly real: string }[],
): KustomizationInput[] {
  const sorted = kustomizations.toSorted((a, b) => compareText(a.name, b.name));
  const known = new Map(sorted.map((one) => [one.real, one]));
  const used = new Set(
    sorted.flatMap(({ folders, real }) => folders.filter((folder) => folder !== real)),
  );
  const whole = sorted.filter(({ isComponent }) => !isComponent);
  const covered = new Set<KustomizationFile>();
  const roots: KustomizationInput[] = [];
  const builds: Builds = { files, known, contents: new Map(), made: new Map() };
  const candidates = [...whole.filter(({ real }) => !used.has(real)), ...whole];
  for (const candidate of candidates) {
    if (covered.has(candidate)) continue;
    for (const member of reachedFrom(candidate, known)) covered.add(member);
    roots.push(inputOf(candidate, builds));
  }
  return roots.sort((a, b) => compareText(a.name, b.name));
}

/** What the kustomizations of one input share. */
interface Builds {
  readonly files: readonly { readonly name: string; readonly real: string }[];
  /** By folder. */
  readonly known: Map<string, KustomizationFile>;
  readonly contents: KnownFiles;
  readonly made: Map<KustomizationFile, KustomizationInput>;
}

function inputOf(root: KustomizationFile, builds: Builds): KustomizationInput {
  const input = builds.made.get(root) ?? newInput(root, builds);
  builds.made.set(root, input);
  return input;
}

function newInput(root: KustomizationFile, builds: Builds): KustomizationInput {
  const { files, known, contents } = builds;
  const members = [...reachedFrom(root, known)];
  const consumed = namesRead(members, files);
  const partial = new Set(members.flatMap((member) => member.patches));
  const patches = files.filter(({ real }) => partial.has(real)).map(({ name }) => name);
  const [remote] = members.flatMap(({ remote, file }) => remote.map((url) => ({ url, file })));
  const { name, path, file } = root;
  let lean: { readonly build: LeanBuild | undefined } | undefined;
  let parts: readonly KustomizationInput[] | undefined;
  const input: KustomizationInput = {
    ...{ name, path, file, consumed, patches, remote },
    // Both read every file of the build: only when that is to be made.
    get lean() {
      lean ??= { build: leanBuildOf(root, members, consumed, contents) };
      return lean.build;
    },
    get parts() {
      parts ??= gatheredParts(root, members, builds) ?? [input];
      return parts;
    },
  };
  return input;
}

/** The input files that kustomizations read, their own files among them. */
function namesRead(
  members: readonly KustomizationFile[],
  files: Builds["files"],
): readonly string[] {
  const read = new Set(members.flatMap((member) => member.files));
  const own = new Set(members.map(({ file }) => file));
  const names = files.filter(({ name, real }) => read.has(real) || own.has(name));
  return names.map(({ name }) => name).sort(compareText);
}

/**
 * The parts of a kustomization that only puts them together, so that each is built once for all that gather it; undefined
 * where it does more, or where Kustomize might refuse the whole.
 */
function gatheredParts(
  root: KustomizationFile,
  members: readonly KustomizationFile[],
  builds: Builds,
): readonly KustomizationInput[] | undefined {
  const { files, known, contents } = builds;
  const inputs = new Set(files.map(({ real }) => real));
  const folders = root.folders.flatMap((folder) => known.get(folder) ?? []);
  const isWhole =
    folders.length === root.folders.length && root.files.every((file) => inputs.has(file));
  if (!isGathering(root) || !isWhole || !isPlainTree(root, members, contents)) return undefined;
  return [
    gatheredFiles(root, files),
    ...folders.flatMap((folder) => inputOf(folder, builds).parts),
  ];
}

function isGathering({ content, files, folders, remote, isComponent }: KustomizationFile): boolean {
  const { resources } = content;
  return (
    !isComponent &&
    remote.length === 0 &&
    folders.length > 0 &&
    Object.keys(content).every((field) => GATHERING.has(field)) &&
    Array.isArray(resources) &&
    resources.length === files.length + folders.length
  );
}

const GATHERING: ReadonlySet<string> = new Set(["apiVersion", "kind", "resources"]);

/** The files of a kustomization that only gathers: to be examined as they are. */
function gatheredFiles(root: KustomizationFile, files: Builds["files"]): KustomizationInput {
  const { name, path, file } = root;
  const own = new Set(root.files);
  const leftOut = files.filter(({ real }) => own.has(real)).map((each) => each.name);
  const copy = { root: undefined, kustomizations: new Map(), files: new Map() };
  return {
    ...{ name, path, file, consumed: namesRead([root], files), patches: [], remote: undefined },
    lean: { leftOut, sources: [], copy },
    parts: [],
  };
}

/** `known` grows by the folders outside the inputs, so that each is read once. */
function reachedFrom(
  root: KustomizationFile,
  known: Map<string, KustomizationFile>,
): Set<KustomizationFile> {
  const reached = new Set([root]);
  for (const member of reached) {
    for (const folder of member.folders) {
      const next = known.get(folder) ?? readOutside(folder);
      if (!next) continue;
      known.set(folder, next);
      reached.add(next);
    }
  }
  return reached;
}

function readOutside(folder: string): KustomizationFile | undefined {
  const fileName = KUSTOMIZATION_NAMES.find((name) => existsSync(join(folder, name)));
  if (fileName === undefined) return undefined;
  return readKustomization({ name: folder, path: folder, real: folder }, fileName);
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

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { KustomizationInput, LeanBuild } from "./input.ts";
import { type KustomizationFile, readKustomization } from "./kustomization-file.ts";
import { isPlainTree, type KnownFiles, leanBuildOf } from "./lean-build.ts";
import { compareText, KUSTOMIZATION_NAMES } from "./names.ts";

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

/** The files that are patches, and all that is read by kustomizations that write fields: by themselves these may lack some. */
export function partsOf(
  kustomizations: readonly KustomizationFile[],
  files: Builds["files"],
): ReadonlySet<string> {
  const known = new Map(kustomizations.map((one) => [one.real, one]));
  const parts = new Set(kustomizations.flatMap(({ patches }) => patches));
  for (const root of kustomizations) {
    if (!Object.keys(root.content).some((field) => WRITING.has(field))) continue;
    for (const { files: read } of reachedFrom(root, known))
      for (const file of read) parts.add(file);
  }
  return new Set(files.flatMap(({ name, real }) => (parts.has(real) ? [name] : [])));
}

/** The fields of a kustomization by which it, or a program that it calls, may write any field of an object. */
const WRITING: ReadonlySet<string> = new Set([
  "components",
  "patches",
  "patchesJson6902",
  "patchesStrategicMerge",
  "replacements",
  "transformers",
  "vars",
]);

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

import { readFileSync } from "node:fs";
import { join, posix, relative, resolve } from "node:path";
import type { KustomizationFile } from "./kustomizations.ts";
import { isMapping, type Mapping, mappingsOf, stringsOf, textOf } from "./mapping.ts";
import { slashes } from "./names.ts";

/**
 * A smaller build with the same output but for CustomResourceDefinitions: the files that hold nothing else are examined as
 * they are. Kustomize spends a second on those of one project, and its own notes on origins as much again.
 */
export interface LeanBuild {
  /** Input files with CustomResourceDefinitions only, by name: the build does not read them. */
  readonly leftOut: readonly string[];
  /** Files of which the output is made. */
  readonly sources: readonly InputPlace[];
  /** What to build, by path below a folder of its own; undefined: the kustomization as it is. */
  readonly copy: LeanCopy | undefined;
}

interface InputPlace {
  /** As the inputs show it, seen from the root of the kustomization. */
  readonly name: string;
  /** Without symbolic links. */
  readonly path: string;
}

/** The names of the CustomResourceDefinitions of files that hold nothing else, read once for all kustomizations. */
export type DefinitionFiles = Map<string, readonly string[]>;

/** Kustomizations and files of a build, without what it leaves out. */
export interface LeanCopy {
  /** The folder of the root below the copy. Empty when nothing is left to build. */
  readonly root: string | undefined;
  readonly kustomizations: ReadonlyMap<string, Mapping>;
  /** From the path below the copy to the file that is to stand there. */
  readonly files: ReadonlyMap<string, string>;
}

/** The fields that change neither a name nor a CustomResourceDefinition: with any other one, all of it is built. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set([
  "apiVersion",
  "kind",
  "resources",
  "components",
  "images",
  "namespace",
  "patches",
]);

/**
 * How to build a kustomization with less, or undefined where that might change what is found. `members` are the root and all
 * that it builds on; `consumed` the names of the input files among what they read.
 */
export function leanBuildOf(
  root: KustomizationFile,
  members: readonly KustomizationFile[],
  consumed: readonly string[],
  known: DefinitionFiles,
): LeanBuild | undefined {
  if (!members.every(isPlain) || !isTree(root, members)) return undefined;
  const resources = members.flatMap(resourceFilesOf);
  const definitions = definitionsAmong(resources, known);
  if (!definitions) return undefined;
  const place = (path: string): InputPlace => ({
    path,
    name: posix.join(root.name, slashes(relative(root.real, path))),
  });
  const leftOut = [...definitions].map((path) => place(path).name);
  const inputs = new Set(consumed);
  // What lies outside the inputs would not be examined at all.
  if (!leftOut.every((name) => inputs.has(name))) return undefined;
  return {
    leftOut,
    sources: resources.filter((path) => !definitions.has(path)).map(place),
    copy: definitions.size === 0 ? undefined : copyWithout(definitions, members, root),
  };
}

function isPlain(member: KustomizationFile): boolean {
  return (
    Object.keys(member.content).every((field) => PLAIN_FIELDS.has(field)) &&
    mappingsOf(member.content["patches"]).every((patch) => sparesDefinitions(patch, member))
  );
}

function sparesDefinitions(patch: Mapping, member: KustomizationFile): boolean {
  if (patch["options"] !== undefined) return false;
  const { target } = patch;
  if (isMapping(target)) {
    const kind = textOf(target["kind"]);
    // Kinds are regular expressions in a target; only a plain word is known to be one kind.
    return /^[A-Za-z]+$/.test(kind) && kind !== "CustomResourceDefinition";
  }
  const path = textOf(patch["path"]);
  const text = path === "" ? textOf(patch["patch"]) : textAt(resolve(member.real, path));
  return text !== undefined && !text.includes("CustomResourceDefinition");
}

/** Whether every folder is built on once: else Kustomize meets the same objects twice and has its own say about it. */
function isTree(root: KustomizationFile, members: readonly KustomizationFile[]): boolean {
  const folders = members.flatMap((member) => member.folders);
  return new Set(folders).size === folders.length && !folders.includes(root.real);
}

function resourceFilesOf({ real, content, files }: KustomizationFile): readonly string[] {
  const known = new Set(files);
  return stringsOf(content["resources"])
    .map((entry) => resolve(real, entry))
    .filter((path) => known.has(path));
}

/** Those of the files with CustomResourceDefinitions only; undefined when two of these define the same. */
function definitionsAmong(
  files: readonly string[],
  known: DefinitionFiles,
): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  const names = new Set<string>();
  for (const file of files) {
    const defined = known.get(file) ?? definedIn(textAt(file) ?? "");
    known.set(file, defined);
    for (const name of defined) {
      if (names.has(name)) return undefined;
      names.add(name);
    }
    if (defined.length > 0) found.add(file);
  }
  return found;
}

/** The names of the CustomResourceDefinitions of a text that plainly holds nothing else. */
function definedIn(text: string): readonly string[] {
  if (!text.includes("CustomResourceDefinition") || text.includes("{{")) return [];
  const documents = text.split(/^---\s*$/m).filter((document) => /^[^#\s]/m.test(document));
  const names = documents.map((document) => nameDefinedIn(document));
  return names.every((name) => name !== undefined) ? names : [];
}

function nameDefinedIn(document: string): string | undefined {
  const isDefinition =
    /^apiVersion: apiextensions\.k8s\.io\/v1\s*$/m.test(document) &&
    /^kind: CustomResourceDefinition\s*$/m.test(document) &&
    // The service of a conversion webhook is in a namespace, which Kustomize may change.
    !/^ *conversion:/m.test(document);
  if (!isDefinition) return undefined;
  return /^metadata:\s*\n(?: .*\n)*? {2}name: (\S+)\s*$/m.exec(document)?.[1];
}

function copyWithout(
  definitions: ReadonlySet<string>,
  members: readonly KustomizationFile[],
  root: KustomizationFile,
): LeanCopy {
  const kept = new Map<string, Mapping>();
  const byFolder = new Map(members.map((member) => [member.real, member]));
  const reduce = (member: KustomizationFile): boolean => {
    const resources = stringsOf(member.content["resources"]).filter((entry) => {
      const path = resolve(member.real, entry);
      const below = byFolder.get(path);
      return below ? reduce(below) : !definitions.has(path);
    });
    for (const entry of stringsOf(member.content["components"])) {
      const below = byFolder.get(resolve(member.real, entry));
      if (below) reduce(below);
    }
    const isEmpty = resources.length === 0 && stringsOf(member.content["components"]).length === 0;
    if (!isEmpty) kept.set(member.real, { ...member.content, resources });
    return !isEmpty;
  };
  reduce(root);
  const all = members.flatMap(({ real, files }) => [real, ...files]);
  const anchor = commonFolder(all);
  const below = (path: string): string => relative(anchor, path);
  const files = members
    .filter(({ real }) => kept.has(real))
    .flatMap((member) => member.files)
    .filter((file) => !definitions.has(file));
  return {
    root: kept.has(root.real) ? below(root.real) : undefined,
    kustomizations: new Map(
      [...kept].map(([folder, content]) => [join(below(folder), "kustomization.yaml"), content]),
    ),
    files: new Map(files.map((file) => [below(file), file])),
  };
}

function commonFolder(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  let folder = first;
  for (const path of others) {
    while (relative(folder, path).startsWith("..")) folder = resolve(folder, "..");
  }
  return folder;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

import { readFileSync } from "node:fs";
import { join, posix, relative, resolve } from "node:path";
import type { InputPlace, LeanBuild, LeanCopy } from "./input.ts";
import type { KustomizationFile } from "./kustomization-file.ts";
import { isMapping, type Mapping, mappingsOf, stringsOf, textOf } from "./mapping.ts";
import { slashes } from "./names.ts";
import { type PlainObject, plainObjectsOf } from "./plain-objects.ts";

/** What files hold, read once for all kustomizations. */
export type KnownFiles = Map<string, FileContent>;

interface FileContent {
  /** Undefined where it is not plain what they are. */
  readonly objects: readonly PlainObject[] | undefined;
  /** Whether the field `images` may find something in it. */
  readonly namesImages: boolean;
}

/** The fields that change no name, and no other object than they say: with any other one, all of it is built. */
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
  known: KnownFiles,
): LeanBuild | undefined {
  if (!members.every(isPlain) || !isTree(root, members)) return undefined;
  const resources = members.flatMap(resourceFilesOf);
  const untouched = untouchedAmong(resources, members, known);
  if (!untouched) return undefined;
  const place = (path: string): InputPlace => ({
    path,
    name: posix.join(root.name, slashes(relative(root.real, path))),
  });
  const leftOut = [...untouched].map((path) => place(path).name);
  const inputs = new Set(consumed);
  // What lies outside the inputs would not be examined at all.
  if (!leftOut.every((name) => inputs.has(name))) return undefined;
  return {
    leftOut,
    sources: resources.filter((path) => !untouched.has(path)).map(place),
    copy: untouched.size === 0 ? undefined : copyWithout(untouched, members, root),
  };
}

/** Whether it is plain which objects the files of a build hold, each once, and that nothing in it names them anew. */
export function isPlainTree(
  root: KustomizationFile,
  members: readonly KustomizationFile[],
  known: KnownFiles,
): boolean {
  if (!members.every(isPlain) || !isTree(root, members)) return false;
  if (members.some(({ content }) => content["namespace"] !== undefined)) return false;
  const contents = members.flatMap(resourceFilesOf).map((file) => contentOf(file, known));
  const objects = contents.flatMap((content) => content.objects ?? []);
  const identities = new Set(objects.map(({ identity }) => identity));
  return contents.every((content) => content.objects) && identities.size === objects.length;
}

function isPlain(member: KustomizationFile): boolean {
  return (
    isWellFormed(member.content) &&
    Object.keys(member.content).every((field) => PLAIN_FIELDS.has(field)) &&
    mappingsOf(member.content["patches"]).every((patch) => sparesDefinitions(patch, member))
  );
}

/** Whether Kustomize takes the fields as they are: what it refuses has to be built, so that it says so. */
function isWellFormed(content: Mapping): boolean {
  const { apiVersion, kind } = content;
  const listsOf = (...fields: readonly string[]): unknown[] =>
    fields.map((field) => content[field] ?? []);
  return (
    (apiVersion === undefined || API_VERSIONS.has(textOf(apiVersion))) &&
    (kind === undefined || KINDS.has(textOf(kind))) &&
    listsOf("resources", "components").every((list) => isListOf(list, stringsOf)) &&
    listsOf("images", "patches").every((list) => isListOf(list, mappingsOf))
  );
}

const KINDS: ReadonlySet<string> = new Set(["Kustomization", "Component"]);
const API_VERSIONS: ReadonlySet<string> = new Set([
  "kustomize.config.k8s.io/v1alpha1",
  "kustomize.config.k8s.io/v1beta1",
]);

function isListOf(value: unknown, itemsOf: (value: unknown) => readonly unknown[]): boolean {
  return Array.isArray(value) && itemsOf(value).length === value.length;
}

function sparesDefinitions(patch: Mapping, member: KustomizationFile): boolean {
  if (patch["options"] !== undefined) return false;
  const { target } = patch;
  if (isMapping(target)) {
    const kind = textOf(target["kind"]);
    // Kinds are regular expressions in a target; only a plain word is known to be one kind.
    return /^[A-Za-z]+$/.test(kind) && kind !== "CustomResourceDefinition";
  }
  const text = patchText(patch, member);
  return text !== undefined && !text.includes("CustomResourceDefinition");
}

function patchText(patch: Mapping, member: KustomizationFile): string | undefined {
  const path = textOf(patch["path"]);
  return path === "" ? textOf(patch["patch"]) : textAt(resolve(member.real, path));
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

/** Those of the files that nothing in the build can change; undefined when two define the same object. */
function untouchedAmong(
  files: readonly string[],
  members: readonly KustomizationFile[],
  known: KnownFiles,
): ReadonlySet<string> | undefined {
  const contents = new Map(files.map((file) => [file, contentOf(file, known)]));
  const objects = [...contents.values()].flatMap((content) => content.objects ?? []);
  if (new Set(objects.map(({ identity }) => identity)).size < objects.length) return undefined;
  const changes = changesOf(members, [...contents.values()]);
  const isUntouched = ({ objects: held, namesImages }: FileContent): boolean => {
    if (!held || held.length === 0) return false;
    if (held.every(({ isDefinition }) => isDefinition)) return true;
    if (!changes || (changes.images && namesImages)) return false;
    return !held.some((object) => changes.aims.some((aim) => isAimedAt(object, aim)));
  };
  return new Set(files.filter((file) => isUntouched(contentOf(file, known))));
}

function contentOf(file: string, known: KnownFiles): FileContent {
  const content = known.get(file) ?? readContent(textAt(file) ?? "");
  known.set(file, content);
  return content;
}

function readContent(text: string): FileContent {
  return { objects: plainObjectsOf(text), namesImages: /image|\\/.test(text) };
}

/** What the fields of a build change in objects that are no definitions. */
interface Changes {
  readonly aims: readonly Aim[];
  readonly images: boolean;
}

/** Undefined where that may be any object, or where one may be in the build twice without being seen. */
function changesOf(
  members: readonly KustomizationFile[],
  contents: readonly FileContent[],
): Changes | undefined {
  if (!contents.every(({ objects }) => objects)) return undefined;
  if (members.some(({ content }) => content["namespace"] !== undefined)) return undefined;
  const aims = members.flatMap((member) =>
    mappingsOf(member.content["patches"]).map((patch) => aimsOf(patch, member)),
  );
  if (!aims.every((each) => each !== undefined)) return undefined;
  const objects = contents.flatMap(({ objects: held }) => held ?? []);
  // Kustomize says so where what a patch is for is not there, unless a target chose it.
  const missed = aims
    .flat()
    .some((aim) => aim.required && !objects.some((each) => isAimedAt(each, aim)));
  if (missed) return undefined;
  const images = members.some(({ content }) => content["images"] !== undefined);
  return { aims: aims.flat(), images };
}

/** Objects that a patch may change; without a name, all of the kind. */
interface Aim {
  readonly kind: string;
  readonly name: string | undefined;
  /** Whether Kustomize fails where there is none. */
  readonly required: boolean;
}

function isAimedAt(object: PlainObject, { kind, name }: Aim): boolean {
  return object.kind === kind && (name === undefined || object.name === name);
}

function aimsOf(patch: Mapping, member: KustomizationFile): readonly Aim[] | undefined {
  const { target } = patch;
  if (!isMapping(target)) {
    const objects = plainObjectsOf(patchText(patch, member) ?? "{{");
    return objects?.map(({ kind, name }) => ({ kind, name, required: true }));
  }
  const kind = textOf(target["kind"]);
  const name = textOf(target["name"]);
  // Both are regular expressions; only plain words are known to be one kind or name.
  if (!/^[A-Za-z]+$/.test(kind)) return undefined;
  return [{ kind, name: /^[a-z0-9-]+$/.test(name) ? name : undefined, required: false }];
}

function copyWithout(
  untouched: ReadonlySet<string>,
  members: readonly KustomizationFile[],
  root: KustomizationFile,
): LeanCopy {
  const kept = new Map<string, Mapping>();
  const byFolder = new Map(members.map((member) => [member.real, member]));
  const reduce = (member: KustomizationFile): boolean => {
    const resources = stringsOf(member.content["resources"]).filter((entry) => {
      const path = resolve(member.real, entry);
      const below = byFolder.get(path);
      return below ? reduce(below) : !untouched.has(path);
    });
    for (const entry of stringsOf(member.content["components"])) {
      const below = byFolder.get(resolve(member.real, entry));
      if (below) reduce(below);
    }
    // What was empty before is left to Kustomize, which refuses it.
    const isEmptied = resources.length === 0 && !isWithoutResources(member);
    if (!isEmptied) kept.set(member.real, { ...member.content, resources });
    return !isEmptied;
  };
  reduce(root);
  const all = members.flatMap(({ real, files }) => [real, ...files]);
  const anchor = commonFolder(all);
  const below = (path: string): string => relative(anchor, path);
  const files = members
    .filter(({ real }) => kept.has(real))
    .flatMap((member) => member.files)
    .filter((file) => !untouched.has(file));
  return {
    root: kept.has(root.real) ? below(root.real) : undefined,
    kustomizations: new Map(
      [...kept].map(([folder, content]) => [join(below(folder), "kustomization.yaml"), content]),
    ),
    files: new Map(files.map((file) => [below(file), file])),
  };
}

/** Whether a kustomization has components at the most. */
function isWithoutResources({ content }: KustomizationFile): boolean {
  return (
    stringsOf(content["resources"]).length === 0 || stringsOf(content["components"]).length > 0
  );
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

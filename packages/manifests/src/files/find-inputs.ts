import { realpathSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { readArchive } from "./charts.ts";
import { errorWords } from "./error-words.ts";
import { excludedBy } from "./ignore-rules.ts";
import type { InputFile, Inputs } from "./input.ts";
import { readLimited, tooLargeReason } from "./input.ts";
import { partsOf, rootsOf } from "./kustomizations.ts";
import { compareText, displayName, isManifestName, KUSTOMIZATION_NAMES } from "./names.ts";
import {
  addFile,
  addFolder,
  addKustomization,
  followLinks,
  type Place,
  report,
  type Search,
} from "./walk.ts";

/** How a search is to be done. */
export interface FindOptions {
  /** Patterns in the manner of .gitignore, relative to the working directory. */
  readonly exclude?: readonly string[];
  /** The same, relative to another folder. */
  readonly excludedBelow?: { readonly folder: string; readonly patterns: readonly string[] };
  /** Read when a path is `-`. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** The working directory; that of the process when absent. */
  readonly cwd?: string;
}

const STDIN_NAME = "<stdin>";

/**
 * What the arguments of the command stand for: files, folders, globs and `-`. It never throws for what it meets: all that
 * cannot be read is in `notExamined`.
 */
export async function findInputs(
  paths: readonly string[],
  options: FindOptions = {},
): Promise<Inputs> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const search = newSearch(exclusionOf(options, cwd));
  const piped: InputFile[] = [];
  for (const path of new Set(paths)) {
    if (path === "-") piped.push(...(await readStdin(search, options.stdin)));
    else await addArgument(search, path, cwd);
  }
  followLinks(search);
  await addArchives(search);
  const found = search.files.map(({ name, path, size }): InputFile => ({ name, path, size }));
  return {
    files: [...piped, ...found].sort(byName),
    charts: search.charts.sort(byName),
    kustomizations: rootsOf(search.kustomizations, search.files),
    parts: partsOf(search.kustomizations, search.files),
    notExamined: search.notExamined.sort((a, b) => compareText(a.file, b.file)),
  };
}

function exclusionOf(
  { exclude = [], excludedBelow }: FindOptions,
  cwd: string,
): Search["excluded"] {
  const here = excludedBy(exclude, cwd);
  const there = excludedBy(excludedBelow?.patterns ?? [], excludedBelow?.folder ?? cwd);
  return (path, isFolder) => here(path, isFolder) || there(path, isFolder);
}

function newSearch(excluded: Search["excluded"]): Search {
  return {
    ...{ excluded, seen: new Set(), files: [], archives: [], charts: [], kustomizations: [] },
    ...{ notExamined: [], links: [] },
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

async function addArgument(search: Search, written: string, cwd: string): Promise<void> {
  const path = resolve(cwd, written);
  const name = displayName(written, path, cwd);
  try {
    const place = { name, path, real: realpathSync(path) };
    addPlace(search, place, true);
  } catch (error) {
    if (isDynamicPattern(written)) return addMatches(search, written, cwd);
    report(search, name, "unreadable", `${name} cannot be read: ${errorWords(error)}.`);
  }
}

function addPlace(search: Search, place: Place, named: boolean): void {
  const stats = statSync(place.path);
  if (search.excluded(place.path, stats.isDirectory())) {
    if (!named) return;
    const reason = `${place.name} was named but is excluded by a pattern of --exclude or the configuration.`;
    report(search, place.name, "ignored", reason);
  } else if (!stats.isDirectory()) {
    addNamedFile(search, place);
  } else if (!search.seen.has(place.real)) {
    const before = sizeOf(search);
    addFolder(search, place);
    if (!named || sizeOf(search) !== before) return;
    const reason = `The folder ${place.name} holds no manifests: no .yaml, .yml or .json file, chart or kustomization that ignore files do not exclude.`;
    report(search, place.name, "unreadable", reason);
  }
}

/** A kustomization file stands for its folder, and is read as a file where it cannot be built. */
function addNamedFile(search: Search, place: Place): void {
  const fileName = basename(place.path);
  if (KUSTOMIZATION_NAMES.includes(fileName)) {
    const path = dirname(place.path);
    const end = place.name.lastIndexOf("/");
    const name = end < 0 ? "." : place.name.slice(0, Math.max(end, 1));
    addKustomization(search, { name, path, real: realpathSync(path) }, fileName);
  }
  addFile(search, place, statSync(place.path), true);
}

function sizeOf(search: Search): number {
  const { files, archives, charts, kustomizations, notExamined, links } = search;
  const lists = [files, archives, charts, kustomizations, notExamined, links];
  return lists.reduce((sum, list) => sum + list.length, 0);
}

async function addMatches(search: Search, pattern: string, cwd: string): Promise<void> {
  const matches = await glob(pattern, {
    cwd,
    onlyFiles: false,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  if (matches.length === 0) {
    report(search, pattern, "unreadable", `No file or folder matches the pattern ${pattern}.`);
  }
  const anyName = /(?:^|\/)\*+$/.test(pattern);
  for (const match of matches.sort(compareText)) {
    const path = resolve(cwd, match);
    const name = displayName(match, path, cwd);
    try {
      if (anyName && !isManifestName(name) && !statSync(path).isDirectory()) continue;
      addPlace(search, { name, path, real: realpathSync(path) }, false);
    } catch (error) {
      report(search, name, "unreadable", `${name} cannot be read: ${errorWords(error)}.`);
    }
  }
}

async function addArchives(search: Search): Promise<void> {
  for (const { name, path, size, explicit } of search.archives) {
    const found = await readArchive({ name, path }, size, explicit);
    if ("chart" in found) search.charts.push(found.chart);
    else report(search, name, found.kind, found.reason);
  }
}

async function readStdin(search: Search, stdin: FindOptions["stdin"]): Promise<InputFile[]> {
  try {
    const bytes = await readLimited(stdin ?? process.stdin);
    if (bytes) return [{ name: STDIN_NAME, bytes, size: bytes.length }];
    report(search, STDIN_NAME, "too-large", tooLargeReason("The standard input"));
  } catch (error) {
    const reason = `The standard input cannot be read: ${errorWords(error)}.`;
    report(search, STDIN_NAME, "unreadable", reason);
  }
  return [];
}

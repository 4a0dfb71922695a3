import type { Dirent, Stats } from "node:fs";
import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { isJenkinsfile } from "@watertight/core/pipeline-shapes";
import type { NotExamined, NotExaminedKind } from "@watertight/core/snapshot";
import { describeChart } from "./charts.ts";
import { errorWords } from "./error-words.ts";
import { type IgnoreRules, isIgnored, withIgnoreFiles } from "./ignore-rules.ts";
import type { ChartInput } from "./input.ts";
import { MAX_FILE_BYTES, tooLargeReason } from "./input.ts";
import { type KustomizationFile, readKustomization } from "./kustomization-file.ts";
import { readMapping } from "./mapping.ts";
import {
  compareText,
  isArchiveName,
  isManifestName,
  KUSTOMIZATION_NAMES,
  nameBelow,
} from "./names.ts";

/** A file or folder under the name that the user knows; `real` has no symbolic links in it. */
export interface Place {
  readonly name: string;
  readonly path: string;
  readonly real: string;
}

interface Folder extends Place {
  readonly rules: IgnoreRules;
  /** Below a Chart.yaml only what is plainly a Kubernetes object is read. */
  readonly inChart: boolean;
}

interface Link {
  readonly name: string;
  readonly path: string;
  readonly folder: Folder;
}

/** What a search has found so far; filled by `addFolder`, `addFile` and `followLinks`. */
export interface Search {
  readonly excluded: (path: string, isFolder: boolean) => boolean;
  readonly seen: Set<string>;
  readonly files: { name: string; path: string; real: string; size: number }[];
  readonly archives: { name: string; path: string; size: number; explicit: boolean }[];
  readonly charts: ChartInput[];
  readonly kustomizations: KustomizationFile[];
  readonly notExamined: NotExamined[];
  /** Followed last, so that a file is known by its real name where there is a choice. */
  readonly links: Link[];
}

const SKIPPED_FOLDERS = new Set(["node_modules", ".git"]);
const PARTS_OF_CHART = new Set(["templates", "charts", "crds", "Chart.yaml"]);
const MAX_SNIFFED_BYTES = 4 * 1024 * 1024;

/** Adds what a folder holds, recursively and in the order of names; a folder is entered once. */
export function addFolder(search: Search, place: Place): void {
  walk(search, { ...place, rules: [], inChart: false });
}

/** Follows the symbolic links that were met on the way; each target is read once, so that loops end. */
export function followLinks(search: Search): void {
  for (let link = search.links.shift(); link; link = search.links.shift()) follow(search, link);
}

/** Adds a file by what it is; `explicit` files are read whatever their name. */
export function addFile(search: Search, place: Place, stats: Stats, explicit: boolean): void {
  if (search.seen.has(place.real)) return;
  search.seen.add(place.real);
  const problem = problemOf(place, stats, explicit);
  if (problem) {
    report(search, place.name, ...problem);
  } else if (isArchiveName(place.name)) {
    search.archives.push({ name: place.name, path: place.path, size: stats.size, explicit });
  } else {
    search.files.push({ ...place, size: stats.size });
  }
}

/** Notes that something was not examined. */
export function report(search: Search, file: string, kind: NotExaminedKind, reason: string): void {
  search.notExamined.push({ file, line: 1, kind, reason });
}

/** Takes a kustomization file for its folder, unless it is an object of another program that bears the same name. */
export function addKustomization(search: Search, folder: Place, fileName: string): boolean {
  const found = readKustomization(folder, fileName);
  if (!found) return false;
  if (!search.kustomizations.some(({ real }) => real === found.real)) {
    search.kustomizations.push(found);
  }
  return true;
}

function walk(search: Search, given: Folder): void {
  if (search.seen.has(given.real)) return;
  search.seen.add(given.real);
  const entries = entriesOf(search, given);
  const isChart = entries.some((entry) => entry.name === "Chart.yaml" && !entry.isDirectory());
  if (isChart) addChart(search, given);
  takeKustomization(search, given, entries);
  const rules = withIgnoreFiles(given.rules, given.path);
  const folder = { ...given, rules, inChart: given.inChart || isChart };
  for (const entry of entries) {
    if (isChart && PARTS_OF_CHART.has(entry.name)) continue;
    visit(search, folder, entry);
  }
}

/** The name of the kustomization file that stands for the folder, if it has one. */
function takeKustomization(
  search: Search,
  folder: Folder,
  entries: readonly Dirent[],
): string | undefined {
  const names = new Set(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name));
  return KUSTOMIZATION_NAMES.find(
    (name) =>
      names.has(name) &&
      !search.excluded(join(folder.path, name), false) &&
      addKustomization(search, folder, name),
  );
}

function entriesOf(search: Search, folder: Folder): Dirent[] {
  try {
    const entries = readdirSync(folder.path, { withFileTypes: true });
    return entries.sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    const reason = `The folder ${folder.name} cannot be read: ${errorWords(error)}.`;
    report(search, folder.name, "unreadable", reason);
    return [];
  }
}

function addChart(search: Search, folder: Folder): void {
  const { name, path } = folder;
  const found = describeChart({ name, path }, readMapping(join(path, "Chart.yaml")), false);
  if ("chart" in found) search.charts.push(found.chart);
  else report(search, nameBelow(name, "Chart.yaml"), found.kind, found.reason);
}

function visit(search: Search, folder: Folder, entry: Dirent): void {
  const isFolder = entry.isDirectory();
  if (SKIPPED_FOLDERS.has(entry.name) && (isFolder || entry.isSymbolicLink())) return;
  const path = join(folder.path, entry.name);
  if (isIgnored(folder.rules, path, isFolder) || search.excluded(path, isFolder)) return;
  const name = nameBelow(folder.name, entry.name);
  if (entry.isSymbolicLink()) {
    search.links.push({ name, path, folder });
  } else if (isFolder) {
    walk(search, { ...folder, name, path, real: join(folder.real, entry.name) });
  } else {
    visitFile(search, { name, path, real: join(folder.real, entry.name) }, folder.inChart);
  }
}

function visitFile(search: Search, place: Place, inChart: boolean): void {
  const isRead = isManifestName(place.name) || isJenkinsfile(place.name);
  if (!isRead && !isArchiveName(place.name)) return;
  try {
    const stats = statSync(place.path);
    if (inChart && isPartOfChart(place, stats)) return;
    addFile(search, place, stats, false);
  } catch (error) {
    report(search, place.name, "unreadable", `${place.name} cannot be read: ${errorWords(error)}.`);
  }
}

/** Values, schemas and partial templates are Helm's matter; an object that Helm does not render is ours. */
function isPartOfChart(place: Place, stats: Stats): boolean {
  if (isArchiveName(place.name)) return true;
  if (!stats.isFile() || stats.size > MAX_SNIFFED_BYTES) return false;
  const text = readFileSync(place.path, "latin1");
  const isObject = ["apiVersion", "kind"].every((key) =>
    new RegExp(`^(?:- )?${key}:|"${key}"\\s*:`, "m").test(text),
  );
  return !isObject || text.includes("{{");
}

function follow(search: Search, link: Link): void {
  const { name, path, folder } = link;
  try {
    const place = { name, path, real: realpathSync(path) };
    if (!statSync(path).isDirectory()) {
      visitFile(search, place, folder.inChart);
    } else if (!isIgnored(folder.rules, path, true) && !search.excluded(path, true)) {
      walk(search, { ...folder, ...place });
    }
  } catch (error) {
    // A broken link under another name leads to nothing that would have been read, except a folder.
    if (!isManifestName(name) && !isArchiveName(name) && extname(name) !== "") return;
    const reason = `The symbolic link ${name} cannot be followed: ${errorWords(error)}.`;
    report(search, name, "unreadable", reason);
  }
}

function problemOf(
  place: Place,
  stats: Stats,
  explicit: boolean,
): [NotExaminedKind, string] | undefined {
  const { name } = place;
  const isPipe = explicit && stats.isFIFO();
  if (!stats.isFile() && !isPipe) {
    return ["unreadable", `${name} is not a regular file but ${specialKind(stats)}.`];
  }
  if (stats.size > MAX_FILE_BYTES) return ["too-large", tooLargeReason(name)];
  try {
    accessSync(place.path, constants.R_OK);
    return undefined;
  } catch (error) {
    return ["unreadable", `${name} cannot be read: ${errorWords(error)}.`];
  }
}

function specialKind(stats: Stats): string {
  if (stats.isFIFO()) return "a named pipe";
  return stats.isSocket() ? "a socket" : "a device";
}

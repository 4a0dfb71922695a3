import { isAbsolute, normalize, relative, sep } from "node:path";

/** Orders by UTF-16 code units, the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The name to show for a path: relative when it is below `cwd`, otherwise as written, with forward slashes. */
export function displayName(written: string, absolute: string, cwd: string): string {
  const below = relative(cwd, absolute);
  if (below === "") return ".";
  const inside = !isAbsolute(below) && below !== ".." && !below.startsWith(`..${sep}`);
  return slashes(inside ? below : withoutTrailingSlash(normalize(written)));
}

/** The name of an entry of a named folder. */
export function nameBelow(folder: string, entry: string): string {
  if (folder === ".") return entry;
  return folder.endsWith("/") ? folder + entry : `${folder}/${entry}`;
}

/** The path with forward slashes. */
export function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** Whether a file in a folder is read because of its name. */
export function isManifestName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}

/** Whether a file may be a packed chart. */
export function isArchiveName(name: string): boolean {
  return /\.(?:tgz|tar\.gz)$/i.test(name);
}

/** The names by which Kustomize finds the file that describes a folder. */
export const KUSTOMIZATION_NAMES: readonly string[] = [
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
];

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}

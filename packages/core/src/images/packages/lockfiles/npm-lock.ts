import {
  isJsonObject,
  type JsonObject,
  objectAt,
  textAt,
  valueAt,
} from "../../../kubernetes/index.ts";
import { lineCounter, parseJson } from "../json-text.ts";
import { npmName } from "../npm.ts";
import { type FoundPackage, packageOf, type ReadPackages, unread } from "../package-file.ts";

/** `package-lock.json` and `npm-shrinkwrap.json` of versions 1 to 3 (npm, package-lock-json). */
export const readNpmLock: ReadPackages = (file) => {
  const text = file.text();
  const lock = parseJson(text);
  if (!isJsonObject(lock)) return unread(file.path, "it is no JSON object, as npm writes it");
  const place = placeIn(text);
  const packages = isJsonObject(lock["packages"])
    ? Object.entries(lock["packages"]).flatMap(([key, entry]) => {
        const line = place(key);
        const named = textAt(entry, "name") || key.slice(key.lastIndexOf("node_modules/") + 13);
        // The root and workspaces are the project's own.
        if (!key.includes("node_modules/") || valueAt(entry, "link") === true) return [];
        return npmEntry(file, named, textAt(entry, "version"), {
          line,
          licence: textAt(entry, "license"),
        });
      })
    : nested(file, objectAt(lock, "dependencies"), place, 0);
  return { packages, notRead: [] };
};

/** Nobody's dependencies are nested deeper. */
const DEEPEST = 100;

function nested(
  file: { readonly path: string },
  dependencies: JsonObject,
  place: (key: string) => number,
  depth: number,
): readonly FoundPackage[] {
  if (depth > DEEPEST) return [];
  return Object.entries(dependencies).flatMap(([key, entry]) => {
    const line = place(key);
    const version = textAt(entry, "version");
    const [, alias = key, real = version] = /^npm:(@?[^@]+)@(.+)$/.exec(version) ?? [];
    return [
      ...npmEntry(file, alias, real, { line, licence: "" }),
      ...nested(file, objectAt(entry, "dependencies"), place, depth + 1),
    ];
  });
}

function npmEntry(
  file: { readonly path: string },
  name: string,
  version: string,
  more: { readonly line: number; readonly licence: string },
): readonly FoundPackage[] {
  // What comes from a folder or a repository has no version of the registry.
  if (version === "" || /^(?:file|git|https?|link|workspace)[:+]/.test(version)) return [];
  const licences = more.licence === "" ? [] : [more.licence];
  return [packageOf(file, { ...npmName(name), version, line: more.line, licences })];
}

/** The lines of keys that are asked for in the order in which they stand. */
export function placeIn(text: string): (key: string) => number {
  const lineOf = lineCounter(text);
  let from = 0;
  return (key) => {
    const at = text.indexOf(JSON.stringify(key), from);
    if (at >= 0) from = at + 1;
    return lineOf(Math.max(from - 1, 0));
  };
}

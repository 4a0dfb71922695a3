import { npmName } from "../npm.ts";
import { type FoundPackage, packageOf, type ReadPackages } from "../package-file.ts";
import { numberedLines } from "./lines.ts";

/** `yarn.lock` of Yarn 1 and of later versions: an entry begins at the margin, its fields are two spaces from it. */
export const readYarnLock: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  let entry: { readonly name: string; readonly line: number } | undefined;
  for (const { line, number } of numberedLines(file.text())) {
    if (/^[^\s#].*:$/.test(line)) entry = entryOf(line, number);
    const [, version] = /^ {2}version:? "?([^"\s]+)"?$/.exec(line) ?? [];
    if (!entry || version === undefined) continue;
    packages.push(packageOf(file, { ...npmName(entry.name), version, line: entry.line }));
    entry = undefined;
  }
  return { packages, notRead: [] };
};

/** Of `"a@^1", "a@~1.2":` the name; undefined for the project's own. */
function entryOf(
  line: string,
  number: number,
): { readonly name: string; readonly line: number } | undefined {
  const [first = ""] = line.slice(0, -1).replaceAll('"', "").split(", ");
  const at = first.indexOf("@", 1);
  const [name, range] = at < 0 ? [first, ""] : [first.slice(0, at), first.slice(at + 1)];
  if (/^(?:workspace|link|portal|file):/.test(range) || name === "__metadata") return undefined;
  // Another name for a package: `a@npm:b@^1`.
  const [, real = name] = /^npm:(@?[^@]+)@/.exec(range) ?? [];
  return { name: real, line: number };
}

import { candidatesOf } from "./candidates.ts";
import {
  type FoundPackage,
  type FoundPackages,
  packageOf,
  type ReadPackages,
} from "./package-file.ts";
import { type Paragraph, paragraphsOf } from "./paragraphs.ts";

/**
 * Debian's package database: `/var/lib/dpkg/status`, one paragraph a package, and `status.d/NAME` of images without dpkg. What is removed but
 * for its settings is left out; what is half installed has files and stays.
 */
export const readDpkg: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  for (const paragraph of paragraphsOf(file.text())) {
    const found = packageIn(paragraph, file.path);
    if (found) packages.push(found);
  }
  return { packages, notRead: [] };
};

/** `/var/lib/dpkg/info/NAME.list`: which files a package has. */
export const readDpkgFiles: ReadPackages = (file): FoundPackages => {
  const [, name = ""] = /([^/:]+)(?::[^/]*)?\.list$/.exec(file.path) ?? [];
  const owners = candidatesOf(file.text().split("\n")).map((path): [string, string] => [
    path,
    name,
  ]);
  return { packages: [], notRead: [], owners: new Map(owners) };
};

function packageIn({ fields, line }: Paragraph, path: string): FoundPackage | undefined {
  const name = fields.get("package") ?? "";
  const version = fields.get("version") ?? "";
  if (name === "" || version === "" || !isInstalled(fields.get("status"))) return undefined;
  return packageOf(
    { path },
    {
      type: "deb",
      name,
      version,
      arch: fields.get("architecture") ?? "",
      source: sourceIn(fields.get("source"), name, version),
      line,
    },
  );
}

// dpkg's man page: the third word is the state; there is no status in status.d.
function isInstalled(status: string | undefined): boolean {
  const state = status?.split(/\s+/).at(-1);
  return state !== "config-files" && state !== "not-installed";
}

/** `name` or `name (version)`; a binary package of the same name and version has no such field. */
function sourceIn(
  field: string | undefined,
  name: string,
  version: string,
): { readonly name: string; readonly version: string } {
  const [, source = name, other = version] =
    /^([^\s(]+)(?:\s*\(([^)]*)\))?/.exec(field ?? "") ?? [];
  return { name: source, version: other };
}

/** The licences that `/usr/share/doc/NAME/copyright` names: by its fields, or as files of `/usr/share/common-licenses`. */
export function licencesInCopyright(text: string): readonly string[] {
  const found = new Set<string>();
  if (/^Format:/m.test(text)) {
    for (const [, licence = ""] of text.matchAll(/^License:[ \t]*(\S.*)$/gm))
      found.add(licence.trim());
  } else {
    for (const [, licence = ""] of text.matchAll(
      /\/usr\/share\/common-licenses\/([A-Za-z0-9.+-]*[A-Za-z0-9+])/g,
    ))
      found.add(licence);
  }
  return [...found].sort();
}

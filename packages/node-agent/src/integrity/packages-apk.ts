import type { PackageDatabase } from "./packages.ts";

/** Alpine's database: one paragraph a package, `F:` a folder, `R:` a file in it, `Z:` its SHA-1 and `a:` owner and permissions. */
export function readApkFiles(database: PackageDatabase): void {
  const text = database.text("/lib/apk/db/installed") ?? database.text("/usr/lib/apk/db/installed");
  if (text === undefined) return;
  for (const paragraph of text.split("\n\n")) readParagraph(paragraph.split("\n"), database);
}

function readParagraph(lines: readonly string[], { versions, files }: PackageDatabase): void {
  const field = (key: string): string =>
    lines.find((line) => line.startsWith(`${key}:`))?.slice(2) ?? "";
  const owner = { package: `apk/${field("P")}`, version: field("V") };
  if (field("P") === "") return;
  versions.set(owner.package, owner.version);
  let folder = "";
  let path = "";
  for (const line of lines) {
    const value = line.slice(2);
    if (line.startsWith("F:")) {
      folder = value === "" ? "" : `/${value}`;
      path = folder;
    } else if (line.startsWith("R:")) path = `${folder}/${value}`;
    const known = files.get(path) ?? { ...owner, isConfiguration: path.startsWith("/etc/") };
    if (line.startsWith("F:") || line.startsWith("R:")) files.set(path, known);
    else if (line.startsWith("a:")) files.set(path, { ...known, ...modeOf(value) });
    else if (line.startsWith("Z:Q1")) {
      const hex = Buffer.from(value.slice(2), "base64").toString("hex");
      files.set(path, { ...known, digest: { algorithm: "sha1", hex } });
    }
  }
}

function modeOf(value: string): { readonly mode?: number } {
  const mode = Number.parseInt(value.split(":")[2] ?? "", 8);
  return Number.isNaN(mode) ? {} : { mode };
}

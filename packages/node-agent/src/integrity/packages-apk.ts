import type { PackageFile } from "@watertight/core/nodes";
import type { PackageDatabase } from "./package-database.ts";

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
  const place = { folder: "", path: "" };
  for (const line of lines) {
    if (line.startsWith("F:") || line.startsWith("R:")) move(place, line);
    const known = files.get(place.path) ?? {
      ...owner,
      isConfiguration: place.path.startsWith("/etc/"),
    };
    if (/^[FRaZ]:/.test(line)) files.set(place.path, { ...known, ...toldBy(line) });
  }
}

function move(place: { folder: string; path: string }, line: string): void {
  const value = line.slice(2);
  if (line.startsWith("F:")) {
    place.folder = value === "" ? "" : `/${value}`;
    place.path = place.folder;
  } else place.path = `${place.folder}/${value}`;
}

/** Permissions, or the SHA-1 that `Q1` stands before. */
function toldBy(line: string): Pick<PackageFile, "mode" | "digest"> {
  if (line.startsWith("a:")) return modeOf(line.slice(2));
  if (!line.startsWith("Z:Q1")) return {};
  const hex = Buffer.from(line.slice("Z:Q1".length), "base64").toString("hex");
  return { digest: { algorithm: "sha1", hex } };
}

function modeOf(value: string): { readonly mode?: number } {
  const mode = Number.parseInt(value.split(":")[2] ?? "", 8);
  return Number.isNaN(mode) ? {} : { mode };
}

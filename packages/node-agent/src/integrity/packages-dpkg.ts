import type { PackageDatabase } from "./packages.ts";

const FOLDER = "/var/lib/dpkg";
const MD5 = /^([0-9a-f]{32}) {2}(.+)$/;
const CONFFILE = /^ (\/\S+) ([0-9a-f]{32})/;

/** Debian's database: versions and configuration files in `status`, digests in `info/NAME.md5sums`, all paths in `info/NAME.list`. */
export function readDpkgFiles(database: PackageDatabase): void {
  const status = database.text(`${FOLDER}/status`);
  if (status === undefined) return;
  const versionOf = new Map<string, string>();
  for (const paragraph of status.split(/\n{2,}/)) readParagraph(paragraph, versionOf, database);
  for (const file of database.names(`${FOLDER}/info`)) {
    const [, name, kind] = /^(.+?)(?::[^.:]+)?\.(md5sums|list)$/.exec(file) ?? [];
    const version = name === undefined ? undefined : versionOf.get(name);
    if (name === undefined || version === undefined) continue;
    const text = database.text(`${FOLDER}/info/${file}`) ?? "";
    const owner = { package: `dpkg/${name}`, version, isConfiguration: false };
    if (kind === "list") addPaths(text, owner, database);
    else addDigests(text, owner, database);
  }
}

interface Owner {
  readonly package: string;
  readonly version: string;
  readonly isConfiguration: boolean;
}

function readParagraph(
  paragraph: string,
  versionOf: Map<string, string>,
  { versions, files }: PackageDatabase,
): void {
  const name = /^Package: (\S+)$/m.exec(paragraph)?.[1];
  const version = /^Version: (\S+)$/m.exec(paragraph)?.[1];
  if (
    name === undefined ||
    version === undefined ||
    !/^Status: \S+ \S+ installed$/m.test(paragraph)
  )
    return;
  versionOf.set(name, version);
  versions.set(`dpkg/${name}`, version);
  const [, conffiles = ""] = /^Conffiles:\n((?: .*\n?)+)/m.exec(paragraph) ?? [];
  for (const line of conffiles.split("\n")) {
    const [, path, hex] = CONFFILE.exec(line) ?? [];
    if (path === undefined || hex === undefined) continue;
    const digest = { algorithm: "md5", hex } as const;
    files.set(path, { package: `dpkg/${name}`, version, digest, isConfiguration: true });
  }
}

function addDigests(text: string, owner: Owner, { files }: PackageDatabase): void {
  for (const line of text.split("\n")) {
    const [, hex, path] = MD5.exec(line) ?? [];
    if (hex === undefined || path === undefined) continue;
    files.set(`/${path}`, { ...owner, digest: { algorithm: "md5", hex } });
  }
}

/** Folders belong to many: the one that is read first stands for all. */
function addPaths(text: string, owner: Owner, { files }: PackageDatabase): void {
  for (const path of text.split("\n")) {
    if (path !== "" && path !== "/." && !files.has(path)) files.set(path, owner);
  }
}

import type { PackageDatabase } from "./package-database.ts";

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
  const field = (key: string): string =>
    new RegExp(`^${key}: (\\S+)$`, "m").exec(paragraph)?.[1] ?? "";
  const name = field("Package");
  const version = field("Version");
  if (name === "" || version === "" || !INSTALLED.test(paragraph)) return;
  versionOf.set(name, version);
  versions.set(`dpkg/${name}`, version);
  for (const [, path = "", hex = ""] of conffilesOf(paragraph)) {
    const digest = { algorithm: "md5", hex } as const;
    files.set(path, { package: `dpkg/${name}`, version, digest, isConfiguration: true });
  }
}

const INSTALLED = /^Status: \S+ \S+ installed$/m;
const CONFFILES = /^Conffiles:\n((?: .*\n?)+)/m;

function conffilesOf(paragraph: string): readonly RegExpExecArray[] {
  const list = CONFFILES.exec(paragraph)?.[1] ?? "";
  return list.split("\n").flatMap((line) => {
    const found = CONFFILE.exec(line);
    return found ? [found] : [];
  });
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

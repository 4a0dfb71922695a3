import { spawnSync } from "node:child_process";
import { posix } from "node:path";
import type { DigestAlgorithm } from "@watertight/core/nodes";
import type { PackageDatabase } from "./package-database.ts";

const FOLDERS = ["/usr/lib/sysimage/rpm", "/var/lib/rpm", "/usr/share/rpm"];
const DATABASES: ReadonlySet<string> = new Set(["Packages", "Packages.db", "rpmdb.sqlite"]);
const MOST_OUTPUT = 512 * 1024 * 1024;

/** Tags of one file a line; names of the tags are those of `rpm --querytags`. */
const FORMAT =
  "[%{=NAME}\\t%{=EVR}.%{=ARCH}\\t%{=FILEDIGESTALGO}\\t%{FILEDIGESTS}\\t%{FILEMODES}\\t%{FILEFLAGS}\\t%{FILELINKTOS}\\t%{FILENAMES}\\n]";

/** PGP's numbers of digest algorithms (RFC 4880, 9.4); a package that names none has MD5. */
const ALGORITHMS: ReadonlyMap<string, DigestAlgorithm> = new Map([
  ["(none)", "md5"],
  ["1", "md5"],
  ["2", "sha1"],
  ["8", "sha256"],
  ["10", "sha512"],
]);

const CONFIGURATION = 1;
const FILE_TYPE = 0o170_000;
const LINK = 0o120_000;

/** RPM's database, read by rpm itself where it is installed. */
export function readRpmFiles(database: PackageDatabase): void {
  const folder = FOLDERS.find((path) => database.names(path).some((name) => DATABASES.has(name)));
  if (folder === undefined) return;
  const { status, stdout, error } = spawnSync(
    "rpm",
    ["--dbpath", posix.join(database.root, folder), "-qa", "--queryformat", FORMAT],
    { encoding: "utf8", maxBuffer: MOST_OUTPUT, stdio: ["ignore", "pipe", "ignore"] },
  );
  if (error !== undefined || status !== 0) {
    database.note(folder, error ? "rpm, which reads it, is not installed" : "rpm cannot read it");
    return;
  }
  for (const line of stdout.split("\n")) if (line !== "") readLine(line, database);
}

function readLine(line: string, { versions, files }: PackageDatabase): void {
  const [name, version, algorithm, hex, mode, flags, target, ...rest] = line.split("\t");
  if (name === undefined || version === undefined || rest.length === 0) return;
  const bits = Number(mode);
  versions.set(`rpm/${name}`, version);
  files.set(rest.join("\t"), {
    ...{ package: `rpm/${name}`, version, mode: bits & 0o7777 },
    ...digestOf(algorithm, hex),
    ...((bits & FILE_TYPE) === LINK && target !== undefined && { target }),
    isConfiguration: (Number(flags) & CONFIGURATION) !== 0,
  });
}

function digestOf(
  named: string | undefined,
  hex: string | undefined,
): { readonly digest?: { readonly algorithm: DigestAlgorithm; readonly hex: string } } {
  const algorithm = named === undefined ? undefined : ALGORITHMS.get(named);
  return algorithm === undefined || hex === undefined || hex === ""
    ? {}
    : { digest: { algorithm, hex } };
}

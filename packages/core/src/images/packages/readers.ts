import { readApk } from "./apk.ts";
import { readDotnet } from "./dotnet.ts";
import { readDpkg, readDpkgFiles } from "./dpkg.ts";
import { readJar } from "./java/jar.ts";
import { readNpm } from "./npm.ts";
import type { ReadPackages } from "./package-file.ts";
import { readComposer } from "./php.ts";
import { readPython } from "./python.ts";
import { readRpm, readRpmJournal, readRpmManifest } from "./rpm/index.ts";
import { readGemspec } from "./ruby.ts";

/** What reads the files of installed packages; programs are known by their first bytes instead (`mayBeExecutable`). */
export interface PackageReader {
  /** The paths that it reads, without a leading slash. */
  readonly pattern: RegExp;
  readonly read: ReadPackages;
  /** Files that are longer are not read, and that is said. */
  readonly longest: number;
}

const MIB = 1_048_576;
/** No list of packages that is text is longer: a status of 5,000 packages has 5 MiB. */
const TEXT = 64 * MIB;

const READERS: readonly PackageReader[] = [
  {
    pattern:
      /^(?:var\/lib\/dpkg\/(?:status|status\.d\/(?!.*\.md5sums$)[^/]+)|usr\/lib\/opkg\/status)$/,
    read: readDpkg,
    longest: TEXT,
  },
  { pattern: /^var\/lib\/dpkg\/info\/[^/]+\.list$/, read: readDpkgFiles, longest: TEXT },
  { pattern: /^(?:usr\/)?lib\/apk\/db\/installed$/, read: readApk, longest: TEXT },
  {
    pattern:
      /^(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm)\/(?:Packages|Packages\.db|rpmdb\.sqlite)$/,
    read: readRpm,
    longest: 256 * MIB,
  },
  {
    pattern: /^(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm)\/rpmdb\.sqlite-wal$/,
    read: readRpmJournal,
    longest: TEXT,
  },
  {
    pattern: /^var\/lib\/rpmmanifest\/container-manifest-2$/,
    read: readRpmManifest,
    longest: TEXT,
  },
  {
    pattern: /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/,
    read: readNpm,
    longest: 8 * MIB,
  },
  {
    pattern: /(?:\.dist-info\/METADATA|\.egg-info(?:\/PKG-INFO)?|EGG-INFO\/PKG-INFO)$/,
    read: readPython,
    longest: 8 * MIB,
  },
  { pattern: /\.(?:jar|war|ear|par|hpi)$/i, read: readJar, longest: 256 * MIB },
  {
    pattern: /(?:^|\/)specifications\/(?:[^/]+\/)?[^/]+\.gemspec$/,
    read: readGemspec,
    longest: MIB,
  },
  { pattern: /(?:^|\/)composer\/installed\.json$/, read: readComposer, longest: TEXT },
  { pattern: /\.deps\.json$/, read: readDotnet, longest: TEXT },
];

/** What reads a file with this path; undefined where its path says nothing. */
export function readerOf(path: string): PackageReader | undefined {
  // One look tells most of the files of an image, which no reader wants.
  if (!MAY_HOLD.test(path)) return undefined;
  return READERS.find(({ pattern }) => pattern.test(path));
}

const MAY_HOLD =
  /(?:\/dpkg\/|\/opkg\/|\/apk\/db\/|\/rpm\/|\/rpmmanifest\/|package\.json$|METADATA$|PKG-INFO$|\.egg-info$|\.[jwe]ar$|\.par$|\.hpi$|\.gemspec$|installed\.json$|\.deps\.json$)/i;

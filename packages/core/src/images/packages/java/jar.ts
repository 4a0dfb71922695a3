import type { NotRead } from "../../model.ts";
import { utf8 } from "../bytes.ts";
import { type FoundPackage, packageOf, type ReadPackages, type Tools } from "../package-file.ts";
import { fromFileName, fromManifest, fromPomProperties, type JavaPackage } from "./names.ts";
import { storedBytes, type ZipEntry, zipEntries } from "./zip.ts";

/** Applications hold libraries, which may hold libraries; nobody nests deeper. */
const DEEPEST = 6;
/** Of one file that is unpacked: nested libraries are the longest. */
const LONGEST_NESTED = 200_000_000;
const LONGEST_TEXT = 1_000_000;
/** Of all that is unpacked of one archive of an image. */
const MOST_UNPACKED = 1_000_000_000;
const MOST_ENTRIES = 1_000_000;
/** Archives in one archive, whatever they are nested in. */
const MOST_ARCHIVES = 20_000;

interface Reading {
  readonly tools: Tools;
  readonly packages: FoundPackage[];
  readonly notRead: NotRead[];
  /** Bytes that may still be unpacked, and archives opened. */
  left: number;
  archives: number;
}

/** An archive of Java: what its own records say it is, what they say it was made of, and the archives in it, each with its own path. */
export const readJar: ReadPackages = (file, tools) => {
  const reading: Reading = { tools, packages: [], notRead: [], left: MOST_UNPACKED, archives: 0 };
  readArchive(reading, { path: file.path, bytes: file.bytes, depth: 0 });
  return { packages: reading.packages, notRead: reading.notRead };
};

interface Archive {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly depth: number;
}

function readArchive(reading: Reading, archive: Archive): void {
  const { path, bytes, depth } = archive;
  const entries = zipEntries(bytes);
  if (!entries || entries.length > MOST_ENTRIES) {
    const reason = entries ? `it has more than ${MOST_ENTRIES} files` : "it is no zip archive";
    reading.notRead.push({ path, reason });
    return;
  }
  for (const found of packagesOf(reading, archive, entries)) {
    const { group, artifact, version } = found;
    reading.packages.push(
      packageOf(
        { path },
        { type: "maven", namespace: group, name: artifact, version, licences: found.licences },
      ),
    );
  }
  for (const entry of entries.filter(({ name }) => /\.(?:jar|war|ear|par|hpi)$/i.test(name))) {
    const inner = `${path}!/${entry.name}`;
    if (reading.archives >= MOST_ARCHIVES) {
      const reason = `more than ${MOST_ARCHIVES} archives are in ${path}: those that follow are not read`;
      reading.notRead.push({ path: inner, reason });
      return;
    }
    reading.archives += 1;
    if (depth >= DEEPEST) reading.notRead.push({ path: inner, reason: "it is nested too deep" });
    else {
      const content = contentOf(reading, archive, entry, LONGEST_NESTED);
      if (content) readArchive(reading, { path: inner, bytes: content, depth: depth + 1 });
    }
  }
}

function packagesOf(
  reading: Reading,
  archive: Archive,
  entries: readonly ZipEntry[],
): readonly JavaPackage[] {
  const texts = (pattern: RegExp): readonly string[] =>
    entries.flatMap((entry) => {
      if (!pattern.test(entry.name)) return [];
      const content = contentOf(reading, archive, entry, LONGEST_TEXT);
      return content ? [utf8(content)] : [];
    });
  const named = texts(/(?:^|\/)META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/).flatMap(
    fromPomProperties,
  );
  const own = fromFileName(archive.path);
  // One of what it was made of is the archive itself where it has the archive's name.
  if (named.some(({ artifact }) => artifact === own?.artifact)) return named;
  if (named.length === 1 && own === undefined) return named;
  const [manifest] = texts(/^META-INF\/MANIFEST\.MF$/i);
  const self = fromManifest(manifest ?? "", own) ?? own;
  const known = self && named.some(({ artifact }) => artifact === self.artifact);
  return self && !known ? [self, ...named] : named;
}

function contentOf(
  reading: Reading,
  { path, bytes }: Archive,
  entry: ZipEntry,
  longest: number,
): Uint8Array | undefined {
  const limit = Math.max(0, Math.min(longest, reading.left));
  const stored = storedBytes(bytes, entry);
  const content =
    entry.method === 0
      ? stored.length > limit
        ? undefined
        : stored
      : entry.method === 8
        ? reading.tools.inflate(stored, "raw", limit)
        : undefined;
  if (!content || content.length !== entry.size) {
    const reason =
      entry.size > limit
        ? `it unpacks to more than ${limit} bytes`
        : entry.method === 0 || entry.method === 8
          ? "it is damaged"
          : `it is compressed by a method that is not known (${entry.method})`;
    reading.notRead.push({ path: `${path}!/${entry.name}`, reason });
    return undefined;
  }
  // What is stored costs nothing to unpack, but may be the same bytes again and again.
  reading.left -= content.length;
  return content;
}

import { cString, uint32 } from "../bytes.ts";
import { candidatesOf } from "../candidates.ts";
import { type FoundPackage, packageOf } from "../package-file.ts";
import { DamagedDatabase } from "./sqlite.ts";

/** Tags of rpm's headers: https://rpm-software-management.github.io/rpm/manual/tags.html */
const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  licence: 1014,
  arch: 1022,
  sourceRpm: 1044,
  folderIndices: 1116,
  baseNames: 1117,
  folders: 1118,
  modularity: 5096,
} as const;

interface Entry {
  readonly type: number;
  readonly at: number;
  readonly count: number;
}

/** What a header says: its package, and those of its files in which packages of a language may be found. */
export interface HeaderFacts {
  readonly found: FoundPackage;
  readonly files: readonly string[];
}

/**
 * One header as rpm's databases store it: two numbers, so many entries of 16 bytes, data (rpm, docs/manual/hregions.md; big endian).
 * Undefined where it holds a key and no package.
 */
export function readHeader(
  bytes: Uint8Array,
  path: string,
): HeaderFacts | DamagedDatabase | undefined {
  const entries = entriesOf(bytes);
  const name = textOf(bytes, entries.get(TAG.name));
  const version = textOf(bytes, entries.get(TAG.version));
  if (name === "gpg-pubkey") return undefined;
  if (name === "" || version === "")
    return new DamagedDatabase("the header of a package has no name or no version");
  const epoch = numberOf(bytes, entries.get(TAG.epoch));
  const licence = textOf(bytes, entries.get(TAG.licence));
  const module = textOf(bytes, entries.get(TAG.modularity));
  const found = packageOf(
    { path },
    {
      type: "rpm",
      name,
      version,
      release: textOf(bytes, entries.get(TAG.release)),
      ...(epoch === undefined ? {} : { epoch }),
      arch: textOf(bytes, entries.get(TAG.arch)),
      ...sourceOf(textOf(bytes, entries.get(TAG.sourceRpm)), epoch),
      licences: licence === "" ? [] : [licence],
      // NAME:STREAM:VERSION:CONTEXT:ARCH; what says which module it is are the first two.
      ...(module === "" ? {} : { module: module.split(":").slice(0, 2).join(":") }),
    },
  );
  return { found, files: filesOf(bytes, entries) };
}

/** `bash-5.1.8-6.el9.src.rpm` as name and whole version. */
export function sourceOf(
  file: string,
  epoch: number | undefined,
): { readonly source?: { readonly name: string; readonly version: string } } {
  const [, name, version] = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(file) ?? [];
  if (name === undefined || version === undefined) return {};
  return { source: { name, version: epoch ? `${epoch}:${version}` : version } };
}

function entriesOf(bytes: Uint8Array): ReadonlyMap<number, Entry> {
  const count = uint32(bytes, 0, true);
  const data = 8 + count * 16;
  const entries = new Map<number, Entry>();
  if (count === 0 || data > bytes.length) return entries;
  for (let at = 8; at < data; at += 16) {
    const tag = uint32(bytes, at, true);
    entries.set(tag, {
      type: uint32(bytes, at + 4, true),
      at: data + uint32(bytes, at + 8, true),
      count: uint32(bytes, at + 12, true),
    });
  }
  return entries;
}

// 6: a string, 8: strings, 9: strings of languages, of which the first is that of C.
function textOf(bytes: Uint8Array, entry: Entry | undefined): string {
  if (!entry || ![6, 8, 9].includes(entry.type)) return "";
  return cString(bytes, entry.at);
}

// 4: numbers of 32 bits.
function numberOf(bytes: Uint8Array, entry: Entry | undefined): number | undefined {
  return entry?.type === 4 ? uint32(bytes, entry.at, true) : undefined;
}

function textsOf(bytes: Uint8Array, entry: Entry | undefined): readonly string[] {
  const texts: string[] = [];
  if (entry?.type !== 8) return texts;
  let at = entry.at;
  while (texts.length < entry.count && at < bytes.length) {
    const zero = bytes.indexOf(0, at);
    const end = zero < 0 ? bytes.length : zero;
    texts.push(cString(bytes, at, end));
    at = end + 1;
  }
  return texts;
}

function filesOf(bytes: Uint8Array, entries: ReadonlyMap<number, Entry>): readonly string[] {
  const folders = textsOf(bytes, entries.get(TAG.folders));
  const indices = entries.get(TAG.folderIndices);
  const names = textsOf(bytes, entries.get(TAG.baseNames));
  return candidatesOf(
    names.map((name, index) => {
      const folder = indices ? folders[uint32(bytes, indices.at + index * 4, true)] : undefined;
      return `${folder ?? ""}${name}`;
    }),
  );
}

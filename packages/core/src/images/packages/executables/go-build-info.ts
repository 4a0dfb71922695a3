import { byteAt, bytesOf, indexOfBytes, latin1, uint32, uint64, utf8 } from "../bytes.ts";
import {
  type FoundPackage,
  type FoundPackages,
  NOTHING_FOUND,
  packageOf,
  unread,
} from "../package-file.ts";
import { bytesAtAddress, type Executable, sectionOf } from "./executable.ts";

/** What the Go linker writes before its build information (Go, src/debug/buildinfo). */
export const GO_MAGIC: Uint8Array = bytesOf("\xff Go buildinf:");
/** Of the text with the modules: before it and after it stand marks of so many bytes. */
const MARK = 16;

interface BuildInfo {
  readonly goVersion: string;
  readonly modules: string;
}

/** The modules of a Go program: its own, those it was built from, and the standard library. */
export function goPackages(file: { readonly path: string }, executable: Executable): FoundPackages {
  const info = buildInfoIn(executable);
  if (info === "too many") return unread(file.path, TOO_MANY);
  return info ? { packages: packagesOf(file, info), notRead: [] } : NOTHING_FOUND;
}

const TOO_MANY =
  "it has more places than any program where the modules of Go may stand: they were not all looked at";

/** The same of a part of a program that is too long to be held; only what Go writes since 1.18 is found so. */
export function goPackagesInPart(
  file: { readonly path: string },
  part: Uint8Array,
): readonly FoundPackage[] {
  const info = inlineIn(part, headsIn(part));
  return info ? packagesOf(file, info) : [];
}

/** Linkers write a handful of segments that may be written to; a program made to harm has thousands that all are the whole file. */
const MOST_PLACES = 32;
/** Programs that read build information have its mark among their own texts. */
const MOST_HEADS = 1000;

function buildInfoIn(executable: Executable): BuildInfo | "too many" | undefined {
  const section = sectionOf(executable, ".go.buildinfo", "__go_buildinfo");
  const data = executable.segments.filter(({ writable, size }) => writable && size > 0);
  const places = section
    ? [section]
    : data.map(({ at, size }) => executable.bytes.subarray(at, at + size));
  for (const place of places.slice(0, MOST_PLACES)) {
    const heads = headsIn(place);
    const found = inlineIn(place, heads) ?? pointedIn(place, heads, executable);
    if (found) return found;
    if (heads.length === MOST_HEADS) return "too many";
  }
  return places.length > MOST_PLACES ? "too many" : undefined;
}

/** The first places of the linker's mark. */
function headsIn(bytes: Uint8Array): readonly number[] {
  const heads: number[] = [];
  let at = indexOfBytes(bytes, GO_MAGIC);
  while (at >= 0 && heads.length < MOST_HEADS) {
    heads.push(at);
    at = indexOfBytes(bytes, GO_MAGIC, at + 1);
  }
  return heads;
}

/** Since Go 1.18 both texts follow the head of 32 bytes, each after its length. */
function inlineIn(bytes: Uint8Array, heads: readonly number[]): BuildInfo | undefined {
  for (const at of heads) {
    if ((byteAt(bytes, at + 15) & 2) === 0) continue;
    const version = counted(bytes, at + 32);
    const modules = version && counted(bytes, version.end);
    const info = modules && infoOf(version.bytes, modules.bytes);
    if (info) return info;
  }
  return undefined;
}

/** Before, the head held the addresses of two strings, each an address and a length. */
function pointedIn(
  bytes: Uint8Array,
  heads: readonly number[],
  executable: Executable,
): BuildInfo | undefined {
  for (const at of heads) {
    const size = byteAt(bytes, at + 14);
    if ((byteAt(bytes, at + 15) & 2) !== 0 || (size !== 4 && size !== 8)) continue;
    const big = (byteAt(bytes, at + 15) & 1) === 1;
    const number = (from: Uint8Array, place: number): number =>
      size === 8 ? uint64(from, place, big) : uint32(from, place, big);
    const text = (place: number): Uint8Array => {
      const head = bytesAtAddress(executable, number(bytes, place), size * 2);
      return head.length < size * 2
        ? head.subarray(0, 0)
        : bytesAtAddress(executable, number(head, 0), number(head, size));
    };
    const info = infoOf(text(at + 16), text(at + 16 + size));
    if (info) return info;
  }
  return undefined;
}

function counted(
  bytes: Uint8Array,
  from: number,
): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  let length = 0;
  let at = from;
  for (let factor = 1; at < from + 5; factor *= 128) {
    const byte = byteAt(bytes, at++);
    length += (byte & 127) * factor;
    if (byte < 128) break;
  }
  if (at + length > bytes.length) return undefined;
  return { bytes: bytes.subarray(at, at + length), end: at + length };
}

function infoOf(version: Uint8Array, modules: Uint8Array): BuildInfo | undefined {
  const goVersion = latin1(version, 0, 200);
  if (!/^(?:go\d|devel)/.test(goVersion)) return undefined;
  // The text lies between two marks, and its last character is a line feed.
  const marked = byteAt(modules, modules.length - MARK - 1) === 10 && modules.length > 2 * MARK;
  return { goVersion, modules: marked ? utf8(modules, MARK, modules.length - MARK) : "" };
}

function packagesOf(
  file: { readonly path: string },
  { goVersion, modules }: BuildInfo,
): readonly FoundPackage[] {
  const found: FoundPackage[] = [];
  for (const line of modules.split("\n")) {
    const [kind, module = "", version = ""] = line.split("\t");
    if (kind === "mod" || kind === "dep") found.push(goModule(file, module, version));
    const last = found.at(-1);
    if (kind === "=>" && last) found[found.length - 1] = replaced(file, last, { module, version });
  }
  const [, release = ""] = /^go(\d\S*)/.exec(goVersion) ?? [];
  found.push(packageOf(file, { type: "golang", name: "stdlib", version: release }));
  return found;
}

/** A folder in place of a module has no version that anybody has published. */
function replaced(
  file: { readonly path: string },
  original: FoundPackage,
  { module, version }: { readonly module: string; readonly version: string },
): FoundPackage {
  return /^(?:\.{0,2}\/|[A-Za-z]:)/.test(module)
    ? { ...original, version: "" }
    : goModule(file, module, version);
}

/** A module as a package: its path but for the last element is the namespace. A version that nobody has published is "". */
export function goModule(
  file: { readonly path: string },
  module: string,
  version: string,
  line?: number,
): FoundPackage {
  const slash = module.lastIndexOf("/");
  return packageOf(file, {
    type: "golang",
    namespace: slash < 0 ? "" : module.slice(0, slash),
    name: module.slice(slash + 1),
    version: version === "(devel)" ? "" : version,
    ...(line === undefined ? {} : { line }),
  });
}

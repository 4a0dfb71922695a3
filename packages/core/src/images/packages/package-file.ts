import type { NotRead, Package } from "../model.ts";

/** A file of an image or of a folder. */
export interface PackageFile {
  /** Without a leading slash. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The same as text; what is no UTF-8 is U+FFFD. */
  readonly text: () => string;
}

/** What the parsers need of the machine. */
export interface Tools {
  /** Decompresses raw deflate (of zip) or zlib data; undefined where it is damaged or longer than `limit` bytes. */
  readonly inflate: (
    bytes: Uint8Array,
    format: "raw" | "zlib",
    limit: number,
  ) => Uint8Array | undefined;
}

/** A package before it is known which layer brought it and what the distribution is; its package URL is printed then. */
export type FoundPackage = Omit<Package, "purl" | "layer">;

/** What one file says. */
export interface FoundPackages {
  readonly packages: readonly FoundPackage[];
  readonly notRead: readonly NotRead[];
  /** Of a database of an operating system: who installed which file, as far as another reader could find packages there. */
  readonly owners?: ReadonlyMap<string, string>;
}

/** Reads the packages of one file; it is total. */
export type ReadPackages = (file: PackageFile, tools: Tools) => FoundPackages;

export const NOTHING_FOUND: FoundPackages = { packages: [], notRead: [] };

/** One part that could not be read, and nothing else. */
export function unread(path: string, reason: string): FoundPackages {
  return { packages: [], notRead: [{ path, reason }] };
}

/** A package of which nothing but its type, name and version is known. */
export function packageOf(
  file: { readonly path: string },
  known: Pick<FoundPackage, "type" | "name" | "version"> & Partial<FoundPackage>,
): FoundPackage {
  return { namespace: "", arch: "", path: file.path, licences: [], ...known };
}

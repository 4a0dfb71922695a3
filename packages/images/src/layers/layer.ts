import type { FoundPackages, NotRead } from "@watertight/core/images";
import type { FoundSecretInFile } from "./secret-files.ts";

/** What one file of a layer told. */
export interface FileFacts {
  readonly found?: FoundPackages;
  /** Of files that are read when all layers are known: os-release, passwd. */
  readonly text?: string;
  /** Of Debian's copyright files. */
  readonly licences?: readonly string[];
  readonly secrets?: readonly FoundSecretInFile[];
  /** Its mode lets whoever runs it become another user, or another group. */
  readonly setuid?: boolean;
  readonly setgid?: boolean;
}

/** How an entry is marked in `LayerContents.entries`; a symlink is `>` and where it leads, as written. */
export const FILE = "";
export const FOLDER = "/";
export const LINK = ">";

/** One layer as it was read. Nothing in it depends on the layers below, so that images can share it. */
export interface LayerContents {
  /** Of the bytes as they are stored, and unpacked: `sha256:…`. */
  readonly digest: string;
  readonly diffId: string;
  /** Every path with its mark, in the order of the archive. */
  readonly entries: ReadonlyMap<string, string>;
  /** Paths of lower layers that are gone. */
  readonly whiteouts: readonly string[];
  /** Folders of which all that lower layers hold is gone. */
  readonly opaque: readonly string[];
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly notRead: readonly NotRead[];
  /** All of its bytes have passed, so that its digests are known. */
  readonly whole: boolean;
  /** Bytes unpacked. */
  readonly size: number;
}

/** A layer of which nothing could be read, or nothing is trusted. */
export function emptyLayer(
  { digest, diffId }: Pick<LayerContents, "digest" | "diffId">,
  reason: string,
): LayerContents {
  return {
    digest,
    diffId,
    entries: new Map(),
    whiteouts: [],
    opaque: [],
    files: new Map(),
    notRead: [{ path: layerName({ digest, diffId }), reason }],
    whole: false,
    size: 0,
  };
}

/** What a layer is called where its contents are not. */
export function layerName({ digest, diffId }: Pick<LayerContents, "digest" | "diffId">): string {
  return digest || diffId || "a layer";
}

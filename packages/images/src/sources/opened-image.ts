import type { NotRead } from "@watertight/core/images";
import type { JsonValue } from "@watertight/core/kubernetes";
import type { LayerContents } from "../layers/layer.ts";
import type { LayerSource } from "../layers/read-layer.ts";

/** An image whose manifest and configuration are known, and whose layers can be read. */
export interface OpenedImage {
  readonly reference: string;
  /** Of its manifest, `sha256:…`; "" where there is none. */
  readonly digest: string;
  /** Of the index that it was chosen from, or "". */
  readonly indexDigest: string;
  /** The configuration as JSON; undefined where there is none, as of a folder. */
  readonly configuration: JsonValue | undefined;
  /** From the lowest. Those that were read while an archive passed come as they are. */
  readonly layers: readonly (LayerSource | LayerContents)[];
  readonly notRead: readonly NotRead[];
}

/** One of the images that a path holds. */
export interface Opening {
  /** What it is called there; "" where it has no name, or is the only one. */
  readonly name: string;
  /** Throws with a sentence where it is damaged, or is none for the platform. */
  readonly open: () => Promise<OpenedImage>;
}

import type { ImageContents, ImageLayer } from "@watertight/core/images";
import {
  type Configuration,
  type ConfigurationSecret,
  diffIdsIn,
  historyIn,
  readConfiguration,
  runsAsRoot,
  secretsIn,
} from "./configuration.ts";
import type { LayerContents } from "./layers/layer.ts";
import { type MergedFiles, mergeLayers } from "./layers/merge-layers.ts";
import { type LayerSource, type OnBytes, readLayer } from "./layers/read-layer.ts";
import { LIMITS, type Limits } from "./limits.ts";
import type { OpenedImage } from "./sources/opened-image.ts";

/** What was read of an image: what is in it, and how it runs. */
export interface ReadImage extends ImageContents {
  /** Of the index that it was chosen from, or "". */
  readonly indexDigest: string;
  /** A folder of sources: nothing of it runs, and it has no layers. */
  readonly isSource: boolean;
  /** Undefined where there is none, as of a folder. */
  readonly configuration:
    | (Configuration & { readonly runsAsRoot: "yes" | "no" | "unknown" })
    | undefined;
  readonly configurationSecrets: readonly ConfigurationSecret[];
  readonly fileSecrets: MergedFiles["secrets"];
  readonly setuidFiles: MergedFiles["setuidFiles"];
}

/** Reads layers, each only once however many images have it. */
export class LayerReader {
  readonly #limits: Limits;
  readonly #known: Map<string, Promise<LayerContents>> = new Map();

  readonly #onBytes: OnBytes;

  constructor(limits: Limits = LIMITS, onBytes: OnBytes = () => undefined) {
    this.#limits = limits;
    this.#onBytes = onBytes;
  }

  async read(source: LayerSource | LayerContents): Promise<LayerContents> {
    if ("entries" in source) return source;
    const name = source.digest || source.diffId;
    const known = name === "" ? undefined : this.#known.get(name);
    if (known) return known;
    const reading = readLayer(source, this.#limits, this.#onBytes);
    if (name !== "") this.#known.set(name, reading);
    return reading;
  }
}

/** Reads an image with all its layers, two at a time: while one is unpacked the other is read. */
export async function readImage(
  image: OpenedImage,
  reader: LayerReader = new LayerReader(),
): Promise<ReadImage> {
  const layers = await readAll(image, reader);
  const merged = mergeLayers(layers);
  const { configuration } = image;
  const facts = configuration === undefined ? undefined : readConfiguration(configuration);
  return {
    reference: image.reference,
    digest: image.digest,
    indexDigest: image.indexDigest,
    isSource: false,
    ...(merged.distribution ? { distribution: merged.distribution } : {}),
    layers: describe(layers, image),
    packages: merged.packages,
    notRead: [...image.notRead, ...merged.notRead],
    configuration: facts && { ...facts, runsAsRoot: runsAsRoot(facts.user, merged.users) },
    configurationSecrets: secretsIn(configuration),
    fileSecrets: merged.secrets,
    setuidFiles: merged.setuidFiles,
  };
}

async function readAll(image: OpenedImage, reader: LayerReader): Promise<readonly LayerContents[]> {
  const layers: LayerContents[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < image.layers.length; index = next++) {
      const source = image.layers[index];
      if (source) layers[index] = await reader.read(source);
    }
  };
  await Promise.all([work(), work()]);
  return layers;
}

/** Layers with the lines of the history that made them. */
function describe(
  layers: readonly LayerContents[],
  { configuration }: OpenedImage,
): readonly ImageLayer[] {
  const lines = historyIn(configuration).filter(({ emptyLayer }) => !emptyLayer);
  const diffIds = diffIdsIn(configuration);
  // A history that has not a line for each layer tells nothing of any.
  const whole = lines.length === layers.length;
  return layers.map(({ digest, diffId }, index) => ({
    digest,
    diffId: diffIds[index] ?? diffId,
    createdBy: whole ? (lines[index]?.createdBy ?? "") : "",
  }));
}

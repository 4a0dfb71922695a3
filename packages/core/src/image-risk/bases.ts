import { parseImageReference } from "../kubernetes/image-reference.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { KnownImage, KnownVulnerability } from "./model.ts";

/** What an image is built on. */
export interface Base {
  readonly name: string;
  /** So many of the lowest layers are the base's. */
  readonly layers: number;
  /** Why it is taken to be so: a lower-case clause. */
  readonly because: string;
}

/** What the images that were read are built on. */
export interface Bases {
  readonly of: (image: KnownImage) => Base | undefined;
}

/**
 * By what shows it: an image that was read whose layers are the lowest of another's; what labels name, as far up as all that name it are
 * alike; lowest layers that several images share. An image of one layer, or without known layers, has none.
 */
export function basesOf(images: readonly KnownImage[]): Bases {
  const whole = new Map(
    images.filter(({ layers }) => layers.length > 0).map((image) => [chain(image.layers), image]),
  );
  const named = groupedBy(
    images.filter(({ base }) => base.name !== ""),
    ({ base }) => keyOfBase(base),
  );
  const byLowest = groupedBy(
    images.filter(({ layers }) => layers.length > 1),
    ({ layers }) => layers[0] ?? "",
  );
  const known = new Map<KnownImage, Base | undefined>();
  return {
    of: (image) => {
      if (!known.has(image)) known.set(image, baseOf(image, { whole, named, byLowest }));
      return known.get(image);
    },
  };
}

interface Among {
  readonly whole: ReadonlyMap<string, KnownImage>;
  readonly named: ReadonlyMap<string, readonly KnownImage[]>;
  readonly byLowest: ReadonlyMap<string, readonly KnownImage[]>;
}

function baseOf(image: KnownImage, among: Among): Base | undefined {
  return readBase(image, among) ?? namedBase(image, among) ?? sharedBase(image, among);
}

function readBase({ layers }: KnownImage, { whole }: Among): Base | undefined {
  for (let count = layers.length - 1; count > 0; count--) {
    const found = whole.get(chain(layers.slice(0, count)));
    if (found)
      return {
        name: found.name,
        layers: count,
        because: "its lowest layers are those of that image",
      };
  }
  return undefined;
}

function namedBase({ base, layers }: KnownImage, { named }: Among): Base | undefined {
  if (base.name === "") return undefined;
  const others = named.get(keyOfBase(base)) ?? [];
  const common = others.length < 2 ? Math.min(1, layers.length) : commonOf(others);
  const because =
    others.length < 2
      ? "its label names it; the lowest layer is taken to be the base's"
      : `${others.length} images name it, and their lowest layers are alike`;
  return { name: base.name, layers: common, because };
}

function sharedBase(image: KnownImage, { byLowest }: Among): Base | undefined {
  if (image.layers.length < 2) return undefined;
  const others = byLowest.get(image.layers[0] ?? "") ?? [];
  if (others.length < 2) return undefined;
  const layers = Math.min(commonOf(others), ...others.map((each) => each.layers.length - 1));
  const name = `with layers up to ${(image.layers[layers - 1] ?? "").slice(0, SHORT)}`;
  return { name, layers, because: `${others.length} images share their lowest layers` };
}

/** `sha256:` and twelve digits, as people write digests. */
const SHORT = 19;

/** Of so many layers, from the lowest, all are alike. */
function commonOf(images: readonly KnownImage[]): number {
  const [first, ...others] = images;
  let count = 0;
  for (const [index, layer] of (first?.layers ?? []).entries()) {
    if (others.some(({ layers }) => layers[index] !== layer)) break;
    count = index + 1;
  }
  return count;
}

function chain(layers: readonly string[]): string {
  return layers.join(" ");
}

function keyOfBase({ name, digest }: KnownImage["base"]): string {
  return `${parseImageReference(name).name} ${name} ${digest}`;
}

/** Whether a base brought the package; where nobody knows the layer, packages of the operating system are taken to be the base's. */
export function isOfBase({ layer, ofSystem }: KnownVulnerability, { layers }: Base): boolean {
  return layer === undefined || layers === 0 ? ofSystem : layer < layers;
}

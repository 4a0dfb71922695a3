import type { Distribution, ImageLayer, NotRead, Package } from "@watertight/core/images";

/** A bill of materials before it is written: something that holds packages, and perhaps more such. */
export interface Bill {
  /** Name and version of the program that made it. */
  readonly tool: { readonly name: string; readonly version: string };
  /** The day on which it was made, as `2026-07-01`. */
  readonly day: string;
  readonly subject: BillSubject;
  readonly packages: readonly Package[];
  readonly distribution?: Distribution;
  readonly layers: readonly ImageLayer[];
  /** What is missing because it could not be read: where there is something, the bill is not complete. */
  readonly notRead: readonly NotRead[];
  /** Other things that the subject consists of, such as the images of a cluster. */
  readonly parts: readonly BillPart[];
}

/** What the bill is about. */
interface BillSubject {
  readonly kind: "image" | "folder" | "cluster";
  readonly name: string;
  /** A digest, or a version; "" where there is none. */
  readonly version: string;
}

/** One of several things that a subject consists of. */
export interface BillPart {
  readonly kind: "image" | "component" | "node";
  readonly name: string;
  readonly version: string;
  /** "" where there is none. */
  readonly purl: string;
  readonly properties: readonly (readonly [string, string])[];
}

/** The package URL of an image with a digest, `pkg:oci/NAME@sha256:…`; "" where there is no digest. */
export function imagePurl(reference: string, digest: string): string {
  if (!/^sha(?:256|512):[0-9a-f]+$/.test(digest)) return "";
  const [repository = ""] = reference.split("@");
  const colon = repository.lastIndexOf(":");
  const plain = colon > repository.lastIndexOf("/") ? repository.slice(0, colon) : repository;
  const name = plain.slice(plain.lastIndexOf("/") + 1).toLowerCase();
  if (name === "") return "";
  const where = plain.includes("/") ? `?repository_url=${encodeURIComponent(plain)}` : "";
  return `pkg:oci/${encodeURIComponent(name)}@${encodeURIComponent(digest)}${where}`;
}

/** A version whole: of rpm with epoch and release. */
export function wholeVersion({ version, epoch, release }: Package): string {
  const released = release ? `${version}-${release}` : version;
  return epoch ? `${epoch}:${released}` : released;
}

/** A name with its scope or group, as its ecosystem writes it. */
export function wholeName(found: Package): string {
  const { namespace, name, type } = found;
  if (namespace === "" || isOfSystem(found)) return name;
  return `${namespace}${type === "maven" ? ":" : "/"}${name}`;
}

/** Whether the vendor of a package is in its package URL alone, as of those of an operating system. */
export function isOfSystem({ type }: Package): boolean {
  return type === "deb" || type === "rpm" || type === "apk";
}

/** The digest of the layer that brought a package; "" where there is none. */
export function layerOf({ layer: index }: Package, layers: readonly ImageLayer[]): string {
  const layer = index === undefined ? undefined : layers[index];
  return layer ? layer.digest || layer.diffId : "";
}

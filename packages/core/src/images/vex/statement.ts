import type { Package } from "../model.ts";
import { type PackageUrl, parsePurl } from "../purl.ts";

/** What somebody says of vulnerabilities in products (VEX), in the words that OpenVEX, CSAF and CycloneDX share. */
export interface VexStatement {
  readonly vulnerabilities: readonly string[];
  readonly status: VexStatus;
  /** Why it is not affected: `vulnerable_code_not_in_execute_path` …; or "". */
  readonly justification: string;
  /** In prose: why, or what to do. */
  readonly detail: string;
  readonly products: readonly VexProduct[];
  /** Who says so, and when. */
  readonly author: string;
  readonly timestamp: string;
}

export type VexStatus = "not_affected" | "affected" | "fixed" | "under_investigation";

/** A product, and which of its parts are meant; none means all of it. */
export interface VexProduct {
  readonly id: string;
  readonly subcomponents: readonly string[];
}

/** What the image is called by those who speak of it. */
export interface VexImage {
  readonly reference: string;
  readonly digest: string;
}

/** Whether a statement speaks of a package of an image. */
export function speaksOf(statement: VexStatement, item: Package, image: VexImage): boolean {
  return statement.products.some(({ id, subcomponents }) => {
    if (isPackage(id, item)) return true;
    const isMeant = subcomponents.length === 0 || subcomponents.some((one) => isPackage(one, item));
    return isMeant && isImage(id, image);
  });
}

/** A package URL means each package that has all that it says: without a version, every one. */
function isPackage(id: string, item: Package): boolean {
  const said = parsePurl(id);
  const own = parsePurl(item.purl);
  if (said === undefined || own === undefined) return false;
  if (said.type !== own.type || said.name !== own.name || said.namespace !== own.namespace) {
    return isSourceOf(said, item);
  }
  return hasVersion(said, own.version, item) && hasQualifiers(said, own);
}

/** Distributions speak of sources (`?arch=source`). */
function isSourceOf(said: PackageUrl, { type, source }: Package): boolean {
  if (source === undefined || said.type !== type || said.name !== source.name) return false;
  return said.version === "" || said.version === source.version;
}

function hasVersion(said: PackageUrl, version: string, item: Package): boolean {
  return said.version === "" || said.version === version || said.version === item.version;
}

function hasQualifiers(said: PackageUrl, own: PackageUrl): boolean {
  return [...said.qualifiers].every(
    ([key, value]) => !own.qualifiers.has(key) || own.qualifiers.get(key) === value,
  );
}

/** `pkg:oci/name@sha256:…?repository_url=…`, the digest, or the reference itself. */
function isImage(id: string, image: VexImage): boolean {
  if (id === "") return false;
  if (id === image.reference || (image.digest !== "" && id.includes(image.digest))) return true;
  const purl = parsePurl(id);
  return purl !== undefined && ["oci", "docker"].includes(purl.type) && isImagePurl(purl, image);
}

function isImagePurl(purl: PackageUrl, { reference, digest }: VexImage): boolean {
  if (purl.version !== "") return digest !== "" && purl.version === digest;
  const repository = reference.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  const path = [purl.namespace, purl.name].filter((part) => part !== "").join("/");
  const said = purl.qualifiers.get("repository_url") ?? path;
  return said !== "" && (repository === said || repository.endsWith(`/${said}`));
}

import { parseImageReference } from "../kubernetes/image-reference.ts";
import type { KnownImage } from "./model.ts";

/** What is known of an image that runs. */
interface Known {
  readonly image: KnownImage | undefined;
  /** Why nothing is known, as a lower-case clause; "" where something is. */
  readonly gap: string;
  /** Nothing says that what was read is what runs. */
  readonly byNameOnly: boolean;
}

/** Finds what is known of an image by its digest, else by its name. */
export type FindKnown = (reference: string, digest: string) => Known;

/** Looks images up that were read, wherever they were. */
export function knownAmong(images: readonly KnownImage[]): FindKnown {
  const byDigest = new Map<string, KnownImage>();
  const byName = new Map<string, KnownImage>();
  for (const image of images) {
    for (const digest of image.digests) if (!byDigest.has(digest)) byDigest.set(digest, image);
    const { name, tag = "latest" } = parseImageReference(image.name);
    for (const key of [`${name}:${tag}`, ...(isTagged(image.name) ? [] : [name])])
      if (!byName.has(key)) byName.set(key, image);
  }
  const named = (reference: string): KnownImage | undefined => {
    const { name, tag = "latest" } = parseImageReference(reference);
    const path = name.slice(name.indexOf("/") + 1);
    // An archive seldom writes the registry: docker.io is what a name without one means.
    return [name, `docker.io/${path}`, `docker.io/library/${path}`]
      .flatMap((each) => [byName.get(`${each}:${tag}`), byName.get(each)])
      .find((each) => each !== undefined);
  };
  return (reference, digest) => {
    const exact = digest === "" ? undefined : byDigest.get(digest);
    if (exact) return { image: exact, gap: "", byNameOnly: false };
    const other = named(reference);
    if (!other) return { image: undefined, gap: "it was not scanned", byNameOnly: false };
    if (digest !== "" && other.digests.length > 0) {
      const gap = `it was not scanned: what was read as ${other.reference} is ${other.digests[0] ?? ""}, another image`;
      return { image: undefined, gap, byNameOnly: false };
    }
    return { image: other, gap: "", byNameOnly: true };
  };
}

function isTagged(name: string): boolean {
  return parseImageReference(name).tag !== undefined;
}

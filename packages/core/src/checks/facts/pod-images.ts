import type { FieldPath } from "../../kubernetes/field-path.ts";
import { type ImageReference, parseImageReference } from "../../kubernetes/image-reference.ts";
import { labelInPod, type PlacedPod } from "../../kubernetes/label.ts";
import { perPod } from "../../kubernetes/per-pod.ts";
import { podContainersOf } from "./pod-containers.ts";

/** An image that a pod names, in a container or as a volume. */
export interface PodImage {
  readonly image: string;
  readonly reference: ImageReference;
  readonly path: FieldPath;
  /** How messages name its place: `container "web"`. */
  readonly label: string;
  /** What a violation says of its container, and of the image wherever it is used. */
  readonly place: { readonly container?: string; readonly cause: string };
}

/** Every image that a pod names; an absent or empty name is left to whoever fills it in. */
export const podImagesOf: (pod: PlacedPod) => readonly PodImage[] = perPod((pod: PlacedPod) => [
  ...containerImages(pod),
  ...volumeImages(pod),
]);

function* containerImages(pod: PlacedPod): Generator<PodImage> {
  for (const { container, path, label } of podContainersOf(pod)) {
    const image = container.image ?? "";
    if (image === "") continue;
    const reference = parseImageReference(image);
    const place = { container: container.name, cause: `image ${image}` };
    yield { image, reference, path: [...path, "image"], label, place };
  }
}

function* volumeImages(pod: PlacedPod): Generator<PodImage> {
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    const image = volume.image?.reference ?? "";
    if (image === "") continue;
    const path = ["spec", "volumes", index, "image", "reference"];
    const reference = parseImageReference(image);
    yield {
      image,
      reference,
      path,
      label: labelInPod(pod, "volume", { name: volume.name, at: ["spec", "volumes", index] }),
      place: { cause: `image ${image}` },
    };
  }
}

/** Whether another image can come under the same name at any pull: no digest, and no tag or `latest`. */
export function isFloating({ tag, digest }: ImageReference): boolean {
  return digest === undefined && (tag === undefined || tag === "" || tag === "latest");
}

// As the grammar of github.com/distribution/reference, of any length.
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]+$/;

/** Whether an image is named by what it holds. */
export function hasDigest({ digest }: ImageReference): boolean {
  return digest !== undefined && DIGEST.test(digest);
}

/** Whether an image comes from a registry, or from a repository in it: `registry.example.com/shop`. */
export function isFromRegistry({ name }: ImageReference, registry: string): boolean {
  const prefix = registry.endsWith("/") ? registry.slice(0, -1) : registry;
  return `${name}/`.startsWith(`${prefix}/`);
}

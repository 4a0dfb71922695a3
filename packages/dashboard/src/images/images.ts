import { type JsonObject, listAt, parseImageReference, textAt } from "@watertight/core/kubernetes";
import type { ImageRiskDocument } from "../documents/given.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import { podSpecOf } from "../objects/around.ts";
import { nameOfObject } from "../objects/names.ts";
import { headingOf, keyOfObject } from "../parts/names.ts";

/** An image that a container names. */
export interface NamedImage {
  readonly container: string;
  readonly image: string;
  readonly isPinned: boolean;
}

const LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** The images of the pod that an object is or describes. */
export function imagesOf(object: JsonObject): readonly NamedImage[] {
  const spec = podSpecOf(object);
  if (!spec) return [];
  return LISTS.flatMap((list) => listAt(spec, list)).flatMap((container) => {
    const image = textAt(container, "image");
    if (image === "") return [];
    const isPinned = parseImageReference(image).digest !== undefined;
    return { container: textAt(container, "name"), image, isPinned };
  });
}

/** An image with who runs it and what is known against it. */
export interface UsedImage {
  readonly image: string;
  readonly name: string;
  readonly isPinned: boolean;
  readonly users: readonly { readonly key: string; readonly heading: string }[];
  readonly owners: readonly string[];
  readonly risk: ImageRiskDocument["images"][number] | undefined;
}

/** Every image that objects name, by what `images risk` says where it was asked, then by how many run it. */
export function usedImages(
  { objects }: ObjectsDocument,
  risk: ImageRiskDocument | undefined,
): readonly UsedImage[] {
  const risks = new Map(
    risk?.images.map((each) => [parseImageReference(each.reference).name, each]),
  );
  const byReference = new Map(risk?.images.map((each) => [each.reference, each]));
  const users = new Map<string, { key: string; heading: string; owner: string }[]>();
  for (const row of objects) {
    const name = nameOfObject(row);
    for (const image of new Set(imagesOf(row.object).map((each) => each.image))) {
      const own = users.get(image) ?? [];
      users.set(image, own);
      own.push({ key: keyOfObject(name), heading: headingOf(name), owner: row.owner });
    }
  }
  const images = [...users].map(([image, own]) => {
    const reference = parseImageReference(image);
    return {
      ...{ image, name: reference.name, isPinned: reference.digest !== undefined, users: own },
      owners: [...new Set(own.map(({ owner }) => owner).filter((owner) => owner !== ""))],
      risk: byReference.get(image) ?? risks.get(reference.name),
    };
  });
  return images.sort(
    (a, b) =>
      (b.risk?.score ?? -1) - (a.risk?.score ?? -1) ||
      b.users.length - a.users.length ||
      (a.image < b.image ? -1 : 1),
  );
}

import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** An image from elsewhere. */
export const imageNotAllowed: Detection = {
  id: "image-not-allowed",
  title: "Image from a registry that is not allowed",
  topic: "workloads",
  severity: "medium",
  why: "Images from elsewhere were neither scanned nor signed by you.",
  response: "Delete the workload, or take the image into your registry.",
  falsePositives: "Registries that are missing in `allowedImages`.",
  techniques: ["T1204.003", "T1525"],
  aliases: ["falco:Create Disallowed Pod"],
  targets: POD_TARGETS,
  detect(event, context) {
    const { allowedImages } = context.settings;
    if (allowedImages.length === 0 || !isForeignPod(event, context)) return undefined;
    const image = podIn(event)
      .containers.map(({ image }) => image)
      .find((each) => each !== "" && !allowedImages.some((allowed) => isFrom(each, allowed)));
    if (image === undefined || !unlessToldOfOwner(event, context, "image-not-allowed"))
      return undefined;
    return { because: `${whoIs(event)} writes ${objectIn(event)} with image ${image}` };
  },
  examples: {
    positive: [
      {
        title: "an image of Docker Hub",
        settings: { allowedImages: ["registry.example"] },
        events: [podExample({ containers: [{ name: "app", image: "xmrig/xmrig" }] })],
        detected: "medium: mallory@example.com writes pod shop/web with image xmrig/xmrig",
      },
    ],
    negative: [
      {
        title: "one's own",
        settings: { allowedImages: ["registry.example"] },
        events: [podExample({})],
      },
      {
        title: "nothing configured",
        events: [podExample({ containers: [{ name: "app", image: "xmrig/xmrig" }] })],
      },
    ],
  },
};

function isFrom(image: string, allowed: string): boolean {
  const { name } = parseImageReference(image);
  const prefix = allowed.replace(/\/?\*?$/, "");
  return name === prefix || name.startsWith(`${prefix}/`);
}

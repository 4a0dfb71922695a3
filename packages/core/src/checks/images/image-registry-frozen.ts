import type { PodCheck } from "../check.ts";
import { isFromRegistry, podImagesOf } from "../facts/pod-images.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const OLD = "k8s.gcr.io";
const NEW = "registry.k8s.io";

/** No image comes from Kubernetes' old registry. */
export const imageRegistryFrozen: PodCheck = {
  on: "pod",
  id: "image-registry-frozen",
  title: "Image from the frozen registry k8s.gcr.io",
  topic: "images",
  severity: "low",
  description:
    "`k8s.gcr.io` was frozen in April 2023: images published since, with their security fixes, are missing from it, and it only answers as long as its redirect exists. `registry.k8s.io` has the same images and the newer ones.",
  remediation: "Replace `k8s.gcr.io` in `image` with `registry.k8s.io`.",
  references: referencesTo({ "nist-800-190": ["3.2.2"] }),
  aliases: ["kubescape:C-0253"],

  *evaluate(pod) {
    for (const { image, reference, path, label, place } of podImagesOf(pod)) {
      if (!isFromRegistry(reference, OLD)) continue;
      yield {
        path,
        message: `${label} uses image ${image} of a frozen registry`,
        ...place,
        // A node that cannot reach the new name, or has the image under the old one only, does not start it.
        fix: replacing("may-break", path, image.replace(OLD, NEW)),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "the old registry beside the new one",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "registry.k8s.io/pause:3.10" },
              { name: "old", image: "k8s.gcr.io/pause:3.2" },
            ],
          },
        },
        violations: [
          'spec.containers[1].image: container "old" uses image k8s.gcr.io/pause:3.2 of a frozen registry',
        ],
      },
    ],
    compliant: [
      {
        title: "another registry with the name in it",
        pod: {
          spec: { containers: [{ name: "web", image: "mirror.example.com/k8s.gcr.io/pause:3.2" }] },
        },
      },
    ],
  },
};

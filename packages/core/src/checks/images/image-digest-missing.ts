import type { PodCheck } from "../check.ts";
import { hasDigest, isFloating, podImagesOf } from "../facts/pod-images.ts";
import { referencesTo } from "../writing/references.ts";

/** Every image has a digest; those without a version are left to `image-tag-mutable`. */
export const imageDigestMissing: PodCheck = {
  on: "pod",
  id: "image-digest-missing",
  title: "Image not pinned by digest",
  topic: "images",
  severity: "low",
  description:
    "A tag can be moved to another image at any time; a digest cannot. Without a digest, whoever takes over the repository decides what the next pod runs.",
  remediation: "Add the digest after the tag: `registry/repository:1.2.3@sha256:…`.",
  references: referencesTo({
    "mitre-attack": ["T1525"],
    "ms-threat-matrix": ["MS-TA9002"],
    "nist-800-190": ["3.1.5"],
  }),
  aliases: [
    "checkov:CKV_K8S_43",
    "checkov:ImageDigest",
    "datree:23",
    "datree:CONTAINERS_MISSING_IMAGE_VALUE_DIGEST",
    "kubescape:C-0306",
  ],

  *evaluate(pod) {
    for (const { image, reference, path, label, place } of podImagesOf(pod)) {
      if (hasDigest(reference) || isFloating(reference)) continue;
      yield { path, message: `${label} uses image ${image} without a digest`, ...place };
    }
  },

  examples: {
    violating: [
      {
        title:
          "a version without a digest, in a container and an image volume, and what is no digest",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "web:1.2.3" },
              { name: "api", image: "api@latest" },
            ],
            volumes: [{ name: "model", image: { reference: "model:7" } }],
          },
        },
        violations: [
          'spec.containers[0].image: container "web" uses image web:1.2.3 without a digest',
          'spec.containers[1].image: container "api" uses image api@latest without a digest',
          'spec.volumes[0].image.reference: volume "model" uses image model:7 without a digest',
        ],
      },
    ],
    compliant: [
      {
        title: "a digest",
        pod: {
          spec: {
            containers: [
              {
                name: "web",
                image:
                  "web@sha256:0000000000000000000000000000000000000000000000000000000000000000",
              },
            ],
          },
        },
      },
      {
        title: "no version at all, which image-tag-mutable reports",
        pod: { spec: { containers: [{ name: "web", image: "web" }] } },
      },
    ],
  },
};

import type { PodCheck } from "../check.ts";
import { isFloating, podImagesOf } from "../facts/pod-images.ts";
import { referencesTo } from "../writing/references.ts";

/** Every image has a digest, or a tag other than `latest`. */
export const imageTagMutable: PodCheck = {
  on: "pod",
  id: "image-tag-mutable",
  title: "Image with tag latest or no tag",
  topic: "images",
  severity: "medium",
  description:
    "Without a tag, or with `latest`, every start of the pod may run another image. Whoever can push to the repository runs code in the cluster at the next start, and nobody can tell afterwards which image ran.",
  remediation:
    "Set a version in `image`, best with a digest: `registry/repository:1.2.3@sha256:…`.",
  references: referencesTo({
    "mitre-attack": ["T1525"],
    "ms-threat-matrix": ["MS-TA9002"],
    "nist-800-190": ["3.2.2"],
  }),
  aliases: [
    "checkov:CKV_K8S_14",
    "checkov:CKV_K8S_43",
    "checkov:ImageDigest",
    "checkov:ImageTagFixed",
    "datree:1",
    "datree:23",
    "datree:CONTAINERS_MISSING_IMAGE_VALUE_DIGEST",
    "datree:CONTAINERS_MISSING_IMAGE_VALUE_VERSION",
    "kube-linter:latest-tag",
    "kube-score:container-image-tag",
    "kubescape:C-0306",
    "polaris:tagNotSpecified",
    "popeye:POP-100",
    "popeye:POP-101",
    "trivy:KSV-0013",
  ],

  *evaluate(pod) {
    for (const { image, reference, path, label, place } of podImagesOf(pod)) {
      if (!isFloating(reference)) continue;
      const which = reference.tag ? `tag "${reference.tag}"` : "no tag";
      yield { path, message: `${label} uses image ${image} with ${which}`, ...place };
    }
  },

  examples: {
    violating: [
      {
        title: "no tag and the tag latest",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "registry.example.com:5000/web" },
              { name: "api", image: "api:1.2.3" },
              { name: "log", image: "log:latest" },
            ],
          },
        },
        violations: [
          'spec.containers[0].image: container "web" uses image registry.example.com:5000/web with no tag',
          'spec.containers[2].image: container "log" uses image log:latest with tag "latest"',
        ],
      },
    ],
    compliant: [
      {
        title: "a version, and latest with a digest",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "web:1.2.3" },
              {
                name: "log",
                image:
                  "log:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000",
              },
            ],
          },
        },
      },
    ],
  },
};

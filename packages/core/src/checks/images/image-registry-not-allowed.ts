import type { PodCheck } from "../check.ts";
import { isFromRegistry, podImagesOf } from "../facts/pod-images.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** Every image comes from one of `allowedRegistries`; with none configured, from anywhere. */
export function imageRegistryNotAllowed({
  allowedRegistries,
}: Pick<CheckParameters, "allowedRegistries">): PodCheck {
  return {
    on: "pod",
    id: "image-registry-not-allowed",
    title: "Image from a registry that is not allowed",
    topic: "images",
    severity: "high",
    description:
      "An image from an unapproved registry contains whatever its publisher put into it. `allowedRegistries` in the configuration lists the hosts, or prefixes of repositories, that images may come from; short names count as `docker.io/…`. Without the list nothing is reported. The examples allow `registry.example.com/shop`.",
    remediation:
      "Copy the image to an allowed registry, or allow its registry in the configuration.",
    references: referencesTo({
      "cis-1.12": ["5.5.1"],
      "mitre-attack": ["T1610"],
      "ms-threat-matrix": ["MS-TA9002"],
      "nist-800-190": ["3.1.5"],
    }),
    aliases: ["kubescape:C-0078", "popeye:POP-113", "trivy:KSV-0125"],

    *evaluate(pod) {
      if (allowedRegistries.length === 0) return;
      for (const { image, reference, path, label, place } of podImagesOf(pod)) {
        if (allowedRegistries.some((registry) => isFromRegistry(reference, registry))) continue;
        yield {
          path,
          message: `${label} uses image ${image} of a registry that is not allowed`,
          ...place,
        };
      }
    },

    examples: {
      violating: [
        {
          title: "a short name and a repository that only begins alike",
          pod: {
            spec: {
              containers: [
                { name: "web", image: "nginx:1.29" },
                { name: "api", image: "registry.example.com/shop/api:1" },
                { name: "log", image: "registry.example.com/shopping/log:1" },
              ],
            },
          },
          violations: [
            'spec.containers[0].image: container "web" uses image nginx:1.29 of a registry that is not allowed',
            'spec.containers[2].image: container "log" uses image registry.example.com/shopping/log:1 of a registry that is not allowed',
          ],
        },
      ],
      compliant: [
        {
          title: "an allowed repository",
          pod: {
            spec: { containers: [{ name: "web", image: "registry.example.com/shop/web:1" }] },
          },
        },
      ],
    },
  };
}

import type { PodCheck } from "../check.ts";
import { isFromRegistry, podImagesOf } from "../facts/pod-images.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No image comes from one of `forbiddenRegistries`; with none configured, all may. */
export function imageRegistryForbidden({
  forbiddenRegistries,
}: Pick<CheckParameters, "forbiddenRegistries">): PodCheck {
  return {
    on: "pod",
    id: "image-registry-forbidden",
    title: "Image from a forbidden registry",
    topic: "images",
    severity: "high",
    description:
      "`forbiddenRegistries` in the configuration lists hosts, or prefixes of repositories, that no image may come from: public registries where anybody can publish, or ones that are no longer used. Short names count as `docker.io/…`. Without the list nothing is reported. The examples forbid `docker.io` and `registry.example.com/old`.",
    remediation: "Copy the image to a registry that is not forbidden, and set `image` to the copy.",
    references: referencesTo({
      "cis-1.12": ["5.5.1"],
      "mitre-attack": ["T1610"],
      "ms-threat-matrix": ["MS-TA9002"],
      "nist-800-190": ["3.1.5"],
    }),
    aliases: ["kubescape:C-0001"],

    *evaluate(pod) {
      if (forbiddenRegistries.length === 0) return;
      for (const { image, reference, path, label, place } of podImagesOf(pod)) {
        const found = forbiddenRegistries.find((registry) => isFromRegistry(reference, registry));
        if (found === undefined) continue;
        yield { path, message: `${label} uses image ${image} of ${found}`, ...place };
      }
    },

    examples: {
      violating: [
        {
          title: "a short name and a repository, and not one that only begins alike",
          pod: {
            spec: {
              containers: [
                { name: "web", image: "nginx:1.29" },
                { name: "api", image: "registry.example.com/old/api:1" },
                { name: "log", image: "registry.example.com/older/log:1" },
              ],
            },
          },
          violations: [
            'spec.containers[0].image: container "web" uses image nginx:1.29 of docker.io',
            'spec.containers[1].image: container "api" uses image registry.example.com/old/api:1 of registry.example.com/old',
          ],
        },
      ],
      compliant: [
        {
          title: "another registry",
          pod: {
            spec: { containers: [{ name: "web", image: "registry.example.com/shop/web:1" }] },
          },
        },
      ],
    },
  };
}

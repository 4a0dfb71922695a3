import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PodCheck } from "../check.ts";
import { admissionPluginsOf } from "../facts/control-plane-flags.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { isFloating } from "../facts/pod-images.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** An image without a version says itself that it is pulled at every start, and does not leave that to a default. */
export const imagePullPolicyUnset: PodCheck = {
  on: "pod",
  id: "image-pull-policy-unset",
  title: "Image pull policy not set",
  topic: "images",
  severity: "info",
  description:
    "Kubernetes sets a missing `imagePullPolicy` when an object is created, to `Always` for an image without a version and to `IfNotPresent` for any other, and does not change it when the image changes later. A workload that was first applied with a tag, and now has none, starts from whatever image its nodes have cached.",
  remediation: "Set `imagePullPolicy: Always`, or set a version in `image`.",
  references: referencesTo({ "mitre-attack": ["T1525"], "nist-800-190": ["3.2.2"] }),
  aliases: ["polaris:pullPolicyNotAlways"],
  impliedBy: ["image-tag-mutable"],

  *evaluate(pod, { cluster }) {
    if (admissionPluginsOf(cluster).has("AlwaysPullImages")) return;
    for (const { container, path: containerPath, label } of podContainersOf(pod)) {
      const { image = "", imagePullPolicy } = container;
      if (image === "" || imagePullPolicy || !isFloating(parseImageReference(image))) continue;
      const path = [...containerPath, "imagePullPolicy"];
      yield {
        path,
        message: `${label} uses image ${image} and sets no imagePullPolicy`,
        container: container.name,
        fix: adding("safe", path, "Always"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the image without a version that does not say",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "web" },
              { name: "api", image: "api:latest", imagePullPolicy: "Always" },
              { name: "log", image: "log:1.2.3" },
            ],
          },
        },
        violations: [
          'spec.containers[0].imagePullPolicy: container "web" uses image web and sets no imagePullPolicy',
        ],
      },
    ],
    compliant: [
      {
        title: "a policy that is set",
        pod: { spec: { containers: [{ name: "web", image: "web", imagePullPolicy: "Always" }] } },
      },
    ],
  },
};

import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PodCheck } from "../check.ts";
import { admissionPluginsOf } from "../facts/control-plane-flags.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { isFloating } from "../facts/pod-images.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** An image without a version is pulled at every start, as Kubernetes does unless told otherwise. */
export const imagePullPolicyStale: PodCheck = {
  on: "pod",
  id: "image-pull-policy-stale",
  title: "Image without a version not always pulled",
  topic: "images",
  severity: "low",
  description:
    "With `IfNotPresent` or `Never` and an image without a version, each node runs whatever it pulled at some time, known vulnerabilities included, and whoever can place an image on the node decides what runs.",
  remediation: "Set a version or a digest in `image`, or set `imagePullPolicy: Always`.",
  references: referencesTo({ "mitre-attack": ["T1525"], "nist-800-190": ["3.2.2"] }),
  aliases: [
    "checkov:CKV_K8S_15",
    "checkov:ImagePullPolicy",
    "checkov:ImagePullPolicyAlways",
    "kube-score:container-image-pull-policy",
    "kubescape:C-0075",
    "polaris:pullPolicyNotAlways",
  ],

  *evaluate(pod, { cluster }) {
    if (admissionPluginsOf(cluster).has("AlwaysPullImages")) return;
    for (const { container, path: containerPath, label } of podContainersOf(pod)) {
      const { image = "", imagePullPolicy } = container;
      if (image === "" || !isFloating(parseImageReference(image))) continue;
      if (imagePullPolicy !== "IfNotPresent" && imagePullPolicy !== "Never") continue;
      const path = [...containerPath, "imagePullPolicy"];
      yield {
        path,
        message: `${label} uses image ${image} with imagePullPolicy ${imagePullPolicy}`,
        container: container.name,
        cause: `image ${image}`,
        fix: replacing("may-break", path, "Always"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the image without a version",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "web:1.2.3", imagePullPolicy: "IfNotPresent" },
              { name: "log", image: "log:latest", imagePullPolicy: "IfNotPresent" },
            ],
          },
        },
        violations: [
          'spec.containers[1].imagePullPolicy: container "log" uses image log:latest with imagePullPolicy IfNotPresent',
        ],
      },
    ],
    compliant: [
      {
        title: "no policy, which is Always for such an image",
        pod: { spec: { containers: [{ name: "web", image: "web" }] } },
      },
    ],
  },
};

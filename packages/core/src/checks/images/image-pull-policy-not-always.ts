import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PodCheck } from "../check.ts";
import { admissionPluginsOf } from "../facts/control-plane-flags.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { hasDigest, isFloating } from "../facts/pod-images.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** A tag is asked for at every start; images without a version are left to `image-pull-policy-stale`. */
export const imagePullPolicyNotAlways: PodCheck = {
  on: "pod",
  id: "image-pull-policy-not-always",
  title: "Image pull policy not Always",
  topic: "images",
  severity: "info",
  description:
    "Without `imagePullPolicy: Always` a container starts from an image that is already on the node under the tag. The registry is not asked, so that nobody verifies that this pod may pull the image at all: on a shared node a pod can run the private images of others. Images pinned by digest are left out. Nothing is reported where an API server of the input enables AlwaysPullImages; where all nodes verify image pull credentials, as kubelets can since v1.33, skip the check.",
  remediation: "Set `imagePullPolicy: Always`, or pin the image by its digest.",
  references: referencesTo({
    "cis-1.12": ["1.2.11"],
    "mitre-attack": ["T1525"],
    "nist-800-190": ["3.2.2"],
  }),
  aliases: [
    "checkov:CKV_K8S_15",
    "checkov:ImagePullPolicy",
    "checkov:ImagePullPolicyAlways",
    "kube-score:container-image-pull-policy",
    "polaris:pullPolicyNotAlways",
  ],

  *evaluate(pod, { cluster }) {
    if (admissionPluginsOf(cluster).has("AlwaysPullImages")) return;
    for (const { container, path: containerPath, label } of podContainersOf(pod)) {
      const { image = "", imagePullPolicy } = container;
      const reference = parseImageReference(image);
      if (image === "" || imagePullPolicy === "Always") continue;
      if (hasDigest(reference) || isFloating(reference)) continue;
      const path = [...containerPath, "imagePullPolicy"];
      yield {
        path,
        message: `${label} uses image ${image} with imagePullPolicy ${imagePullPolicy || "IfNotPresent, the default"}`,
        container: container.name,
        cause: `image ${image}`,
        fix: setting("may-break", path, imagePullPolicy, "Always"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a policy that is set or the default, and not the one that asks",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "web:1.2.3" },
              { name: "api", image: "api:1.2.3", imagePullPolicy: "Always" },
              { name: "log", image: "log:1.2.3", imagePullPolicy: "Never" },
            ],
          },
        },
        violations: [
          'spec.containers[0].imagePullPolicy: container "web" uses image web:1.2.3 with imagePullPolicy IfNotPresent, the default',
          'spec.containers[2].imagePullPolicy: container "log" uses image log:1.2.3 with imagePullPolicy Never',
        ],
      },
    ],
    compliant: [
      {
        title: "no version, for which the default is Always, and a digest",
        pod: {
          spec: {
            containers: [
              { name: "web", image: "web" },
              {
                name: "log",
                image:
                  "log@sha256:0000000000000000000000000000000000000000000000000000000000000000",
              },
            ],
          },
        },
      },
      {
        title: "an API server that pulls always",
        pod: { spec: { containers: [{ name: "web", image: "web:1.2.3" }] } },
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "kube-apiserver", namespace: "kube-system" },
            spec: {
              containers: [
                {
                  name: "kube-apiserver",
                  command: ["kube-apiserver", "--enable-admission-plugins=AlwaysPullImages"],
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

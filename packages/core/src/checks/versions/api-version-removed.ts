import { removedApiOf } from "../../versions/removed-apis.ts";
import type { ObjectCheck } from "../check.ts";
import { kubernetesMinorOf } from "../facts/kubernetes-version.ts";
import { fixOf, mechanicalRewriteOf } from "../writing/rewrites.ts";

/** Objects use an API version that the cluster serves. */
export const apiVersionRemoved: ObjectCheck = {
  on: "object",
  asWritten: true,
  id: "api-version-removed",
  title: "Removed API version",
  topic: "versions",
  severity: "medium",
  description:
    "The API server of the assumed Kubernetes version does not serve the object: it is not created or changed, and what it was meant to protect is not protected. `kubernetesVersion` in the configuration, or `--kube-version`, sets the version.",
  remediation: "Change `apiVersion` to the replacement, and the fields that differ with it.",
  references: [],
  aliases: [
    "kube-linter:no-extensions-v1beta",
    "kube-score:stable-version",
    "trivy:KSV-0107",
    "datree:18",
    "datree:19",
    "datree:91",
    "datree:92",
    "datree:93",
    "datree:94",
  ],

  *evaluate({ object }, cluster) {
    const api = removedApiOf(object.apiVersion, object.kind);
    const minor = kubernetesMinorOf(cluster);
    if (!api || minor === undefined || minor < api.removedIn) return;
    const path = ["apiVersion"];
    const { replacement } = api;
    const rewrite = mechanicalRewriteOf(object);
    yield {
      path,
      message: `${api.apiVersion} ${api.kind} is not served since v1.${api.removedIn}${replacement ? `; ${replacement.apiVersion} has it` : ""}`,
      ...(rewrite && rewrite.since <= minor && { fix: fixOf(rewrite) }),
    };
  },

  examples: {
    violating: [
      {
        title: "versions of the past",
        objects: [
          { apiVersion: "extensions/v1beta1", kind: "Ingress", metadata: { name: "web" } },
          { apiVersion: "policy/v1beta1", kind: "PodSecurityPolicy", metadata: { name: "all" } },
        ],
        violations: [
          "Ingress/web apiVersion: extensions/v1beta1 Ingress is not served since v1.22; networking.k8s.io/v1 has it",
          "PodSecurityPolicy/all apiVersion: policy/v1beta1 PodSecurityPolicy is not served since v1.25",
        ],
      },
    ],
    compliant: [
      {
        title: "the version of today, and one that is still served",
        objects: [
          { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name: "web" } },
          { apiVersion: "resource.k8s.io/v1beta2", kind: "DeviceClass", metadata: { name: "gpu" } },
        ],
      },
    ],
  },
};

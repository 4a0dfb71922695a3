import { removedApiOf } from "../../versions/removed-apis.ts";
import type { ObjectCheck } from "../check.ts";
import { kubernetesMinorOf } from "../facts/kubernetes-version.ts";
import { fixOf, mechanicalRewriteOf } from "../writing/rewrites.ts";

/** Objects use no API version that Kubernetes is about to stop serving. */
export const apiVersionDeprecated: ObjectCheck = {
  on: "object",
  asWritten: true,
  id: "api-version-deprecated",
  title: "Deprecated API version",
  topic: "versions",
  severity: "low",
  description:
    "After the upgrade that removes it, the object cannot be created or changed. Reported from the version that deprecates it, where the assumed Kubernetes version serves a replacement; removed versions have a check of their own.",
  remediation: "Change `apiVersion` to the replacement, and the fields that differ with it.",
  references: [],
  aliases: ["kube-score:stable-version", "trivy:KSV-0107"],

  *evaluate({ object }, cluster) {
    const api = removedApiOf(object.apiVersion, object.kind);
    const minor = kubernetesMinorOf(cluster);
    if (!api?.replacement || minor === undefined) return;
    const { replacement, deprecatedIn, removedIn } = api;
    if (minor < deprecatedIn || minor >= removedIn || minor < replacement.since) return;
    const path = ["apiVersion"];
    const rewrite = mechanicalRewriteOf(object);
    yield {
      path,
      message: `${api.apiVersion} ${api.kind} is deprecated and removed in v1.${removedIn}; ${replacement.apiVersion} has it`,
      ...(rewrite && { fix: fixOf(rewrite) }),
    };
  },

  examples: {
    violating: [
      {
        title: "a version that goes",
        objects: [
          { apiVersion: "resource.k8s.io/v1beta2", kind: "DeviceClass", metadata: { name: "gpu" } },
        ],
        violations: [
          "DeviceClass/gpu apiVersion: resource.k8s.io/v1beta2 DeviceClass is deprecated and removed in v1.39; resource.k8s.io/v1 has it",
        ],
      },
    ],
    compliant: [
      {
        title: "the version that stays, and one that nothing replaces yet",
        objects: [
          { apiVersion: "resource.k8s.io/v1", kind: "DeviceClass", metadata: { name: "gpu" } },
          {
            apiVersion: "coordination.k8s.io/v1beta1",
            kind: "LeaseCandidate",
            metadata: { name: "web" },
          },
        ],
      },
    ],
  },
};

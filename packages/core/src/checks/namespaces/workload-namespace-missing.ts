import type { ObjectCheck } from "../check.ts";
import { isWorkload } from "../facts/workloads.ts";
import type { CheckParameters } from "../parameters.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Workload resources name their namespace where `namespaceRequired` says so; else nothing is reported. */
export function workloadNamespaceMissing({
  namespaceRequired,
}: Pick<CheckParameters, "namespaceRequired">): ObjectCheck {
  return {
    on: "object",
    ...(namespaceRequired ? {} : { kinds: [] }),
    id: "workload-namespace-missing",
    title: "Workload without a namespace",
    topic: "namespaces",
    severity: "low",
    description:
      "Whoever applies the manifest decides where it goes, and without `-n` that is `default`. Charts and overlays leave the namespace out on purpose, so that this is reported only where `namespaceRequired` in the configuration says so.",
    remediation: "Set `metadata.namespace`.",
    references: referencesTo({ "cis-1.12": ["5.6.4"], "nsa-1.2": ["Namespaces"] }),
    aliases: ["checkov:CKV_K8S_21", "checkov:DefaultNamespace"],

    *evaluate(entry) {
      if (entry.reference.namespace !== undefined || !isWorkload(entry)) return;
      const path = ["metadata", "namespace"];
      yield {
        path,
        message: "workload names no namespace",
        fix: adding("needs-value", path, ""),
      };
    },

    examples: {
      violating: [
        {
          title: "a pod that says nothing",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: { containers: [{ name: "web" }] },
            },
          ],
          violations: ["Pod/web metadata.namespace: workload names no namespace"],
        },
      ],
      compliant: [
        {
          title: "a pod that says where, and an object that is no workload",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web", namespace: "shop" },
              spec: { containers: [{ name: "web" }] },
            },
            { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } },
          ],
        },
      ],
    },
  };
}

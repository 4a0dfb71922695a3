import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { podsSelectedBy } from "../../network/services.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";

import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, a Service selects pods. */
export const serviceSelectsNothing: ObjectCheck = {
  on: "object",
  kinds: ["Service"],
  id: "service-selects-nothing",
  title: "Service selects no pods",
  topic: "network",
  severity: "low",
  description:
    "A Service whose selector matches no pod leads nowhere, and whoever may create pods in the namespace can label one to receive the traffic. Reported only where the input is the whole cluster.",
  remediation: "Correct the selector, or delete the Service.",
  references: referencesTo({}),
  aliases: [
    "kube-linter:dangling-service",
    "kube-score:service-targets-pod",
    "kubescape:C-0293",
    "popeye:1100",
  ],

  *evaluate(entry, cluster) {
    if (!showsAllIn(cluster.snapshot, entry.reference.namespace)) return;
    if (textAt(entry.object, "spec", "type") === "ExternalName") return;
    const selector = objectAt(entry.object, "spec", "selector");
    if (Object.keys(selector).length === 0) return;
    if (podsSelectedBy(entry, cluster.network.directory).length > 0) return;
    yield { path: ["spec", "selector"], message: "the Service selects no pod" };
  },

  examples: {
    violating: [
      {
        title: "a label that no pod has",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "api", namespace: "shop" },
            spec: { selector: { app: "api" } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: ["Service/api spec.selector: the Service selects no pod"],
      },
    ],
    compliant: [
      {
        title: "the labels of a pod",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { app: "web" } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
      {
        title: "the first pod of a StatefulSet",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "db-0", namespace: "shop" },
            spec: { selector: { "statefulset.kubernetes.io/pod-name": "db-0" } },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db", namespace: "shop" },
            spec: { template: { spec: { containers: [{ name: "db" }] } } },
          },
        ],
      },
      {
        title: "pods that the input may not show",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "api", namespace: "shop" },
            spec: { selector: { app: "api" } },
          },
        ],
      },
    ],
  },
};

import { textAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeSelected, mentionedNames } from "../facts/mentions.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";

/** Every Secret of a whole cluster is named somewhere. */
export const secretUnused: ObjectCheck = {
  on: "object",
  kinds: ["Secret"],
  id: "secret-unused",
  title: "Unused Secret",
  topic: "secrets",
  severity: "info",
  description:
    "An unused credential is rarely rotated or revoked, and can still be stolen. Reported only where the input is the whole cluster and no field, argument or annotation of any object contains the name. Secrets with an owner, with a label that a program may select them by, or that Kubernetes or Helm manages itself are left out.",
  remediation: "Delete the Secret, or refer to it where it is used.",
  references: [],

  *evaluate(entry, cluster) {
    const { object, reference } = entry;
    if (!showsAll(cluster.snapshot) || isSystemNamespace(reference.namespace)) return;
    if (isKept(object) || mayBeSelected(entry)) return;
    if (mentionedNames(cluster).has(reference.name)) return;
    yield { path: ["metadata", "name"], message: "no object refers to the Secret" };
  },

  examples: {
    violating: [
      {
        title: "one that nothing names, beside one of an Ingress and one of a pod",
        assumptions: { wholeCluster: true },
        objects: [
          { apiVersion: "v1", kind: "Secret", metadata: { name: "old", namespace: "shop" } },
          { apiVersion: "v1", kind: "Secret", metadata: { name: "web", namespace: "shop" } },
          { apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "shop" } },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: {
              name: "shop",
              namespace: "shop",
              annotations: { "example.com/uses": "shop/web" },
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "shop", namespace: "shop" },
            spec: { containers: [{ name: "main", envFrom: [{ secretRef: { name: "db" } }] }] },
          },
        ],
        violations: ["Secret/old metadata.name: no object refers to the Secret"],
      },
    ],
    compliant: [
      {
        title: "one that a program may select by its label",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: "board", namespace: "shop", labels: { grafana_dashboard: "1" } },
          },
        ],
      },
      {
        title: "a part of a cluster",
        objects: [
          { apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "shop" } },
        ],
      },
    ],
  },
};

function isKept(object: KubernetesObject): boolean {
  const type = textAt(object, "type");
  return /^(?:kubernetes\.io\/(?:service-account-token|dockercfg)|bootstrap\.kubernetes\.io\/token|helm\.sh\/release\.v1)$/.test(
    type,
  );
}

import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeSelected, mentionedNames } from "../facts/mentions.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";

/** Every ConfigMap of a whole cluster is named somewhere. */
export const configMapUnused: ObjectCheck = {
  on: "object",
  kinds: ["ConfigMap"],
  id: "config-map-unused",
  title: "Unused ConfigMap",
  topic: "secrets",
  severity: "info",
  description:
    "Configuration that nothing reads misleads whoever changes it, and hides what is in force. Reported only where the input is the whole cluster and no field, argument or annotation of any object contains the name. ConfigMaps with an owner, with a label that a program may select them by, or that Kubernetes manages itself are left out.",
  remediation: "Delete the ConfigMap, or refer to it where it is used.",
  references: [],

  *evaluate(entry, cluster) {
    const { object, reference } = entry;
    if (!showsAll(cluster.snapshot) || isSystemNamespace(reference.namespace)) return;
    if (isKept(object) || mayBeSelected(entry)) return;
    if (mentionedNames(cluster).has(reference.name)) return;
    yield { path: ["metadata", "name"], message: "no object refers to the ConfigMap" };
  },

  examples: {
    violating: [
      {
        title: "one that nothing names, beside one of an Ingress and one of a pod",
        assumptions: { wholeCluster: true },
        objects: [
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "old", namespace: "shop" } },
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web", namespace: "shop" } },
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "db", namespace: "shop" } },
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
            spec: { containers: [{ name: "main", envFrom: [{ configMapRef: { name: "db" } }] }] },
          },
        ],
        violations: ["ConfigMap/old metadata.name: no object refers to the ConfigMap"],
      },
    ],
    compliant: [
      {
        title: "one that a program may select by its label",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "board", namespace: "shop", labels: { grafana_dashboard: "1" } },
          },
        ],
      },
      {
        title: "a part of a cluster",
        objects: [
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "db", namespace: "shop" } },
        ],
      },
    ],
  },
};

const LOCK = "control-plane.alpha.kubernetes.io/leader";

function isKept(object: KubernetesObject): boolean {
  // What Kubernetes puts into every namespace, and locks of the older kind.
  return (
    /^(?:kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$/.test(
      textAt(object, "metadata", "name"),
    ) || Object.hasOwn(objectAt(object, "metadata", "annotations"), LOCK)
  );
}

import { showsAll } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeSelected, mentionedNames } from "../facts/mentions.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";

/** Every ServiceAccount of a whole cluster is named somewhere. */
export const serviceAccountUnused: ObjectCheck = {
  on: "object",
  kinds: ["ServiceAccount"],
  id: "service-account-unused",
  title: "Unused service account",
  topic: "service-accounts",
  severity: "info",
  description:
    "Nobody watches an account that no pod runs as: whoever may create pods or tokens in the namespace can act under its name. Reported only where the input is the whole cluster and no field, argument or annotation of any object contains the name.",
  remediation: "Delete the ServiceAccount.",
  references: [],

  *evaluate(entry, cluster) {
    const { reference } = entry;
    if (!showsAll(cluster.snapshot) || isSystemNamespace(reference.namespace)) return;
    if (reference.name === "default" || mayBeSelected(entry)) return;
    if (mentionedNames(cluster).has(reference.name)) return;
    yield { path: ["metadata", "name"], message: "no object refers to the service account" };
  },

  examples: {
    violating: [
      {
        title: "an account that nothing names, beside one that a pod runs as",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "old", namespace: "shop" },
          },
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web", namespace: "shop" },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "shop", namespace: "shop" },
            spec: { serviceAccountName: "web", containers: [{ name: "main" }] },
          },
        ],
        violations: ["ServiceAccount/old metadata.name: no object refers to the service account"],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "old", namespace: "shop" },
          },
        ],
      },
    ],
  },
};

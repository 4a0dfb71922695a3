import { clusterFact } from "../../cluster/cluster.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { serviceAccountFieldOf, serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeIn } from "../facts/may-be-in.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, the service account that a pod names is there. */
export const serviceAccountMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "service-account-missing",
  title: "Service account that does not exist",
  topic: "service-accounts",
  severity: "medium",
  description:
    "The API server rejects a pod whose service account does not exist, so that the next restart takes the workload down; and whoever may create service accounts and bindings decides which rights it gets. Reported only where the input is the whole cluster and shows service accounts at all.",
  remediation: "Create the ServiceAccount, or correct `serviceAccountName`.",
  references: referencesTo({ "mitre-attack": ["T1078"] }),
  aliases: ["kube-linter:non-existent-service-account", "kubescape:C-0307"],

  *evaluate({ reference, podTemplates }, cluster) {
    const { snapshot } = cluster;
    if (podTemplates.length === 0 || !showsAllIn(snapshot, reference.namespace)) return;
    if (snapshot.ofKind("", "ServiceAccount").length === 0) return;
    for (const template of podTemplates) {
      const name = serviceAccountNameOf(template.spec);
      if (name === "default") continue; // Kubernetes creates it
      const accounts = accountsByName(cluster).get(name) ?? [];
      if (accounts.some((account) => mayBeIn(account.reference.namespace, reference.namespace)))
        continue;
      const field = serviceAccountFieldOf(template.spec) ?? "serviceAccountName";
      yield {
        path: locateInObject(template, ["spec", field]),
        message: `service account ${name} does not exist`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "an account of another namespace",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web", namespace: "bank" },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: { serviceAccountName: "web", containers: [{ name: "web" }] },
          },
        ],
        violations: ["Pod/web spec.serviceAccountName: service account web does not exist"],
      },
    ],
    compliant: [
      {
        title: "an account that the input does not show",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web", namespace: "bank" },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: { serviceAccountName: "web", containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};

const accountsByName = clusterFact((cluster) =>
  groupedBy(cluster.snapshot.ofKind("", "ServiceAccount"), ({ reference }) => reference.name),
);

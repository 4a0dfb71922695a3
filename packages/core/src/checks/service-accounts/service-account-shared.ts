import { clusterFact } from "../../cluster/cluster.ts";
import { controllerReferenceOf } from "../../kubernetes/owners.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { tokenView } from "../../snapshot/views.ts";
import type { ObjectCheck } from "../check.ts";
import { serviceAccountKey, tokenOf } from "../facts/service-accounts.ts";
import { referencesTo } from "../writing/references.ts";

/** Workload resources that mount a token do not share their service account with others. */
export const serviceAccountShared: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "service-account-shared",
  title: "Service account shared by workloads",
  topic: "service-accounts",
  severity: "info",
  description:
    "Workloads that share a service account share its rights: whoever compromises one of them has the rights of all, and the audit log cannot tell which one acted. The account `default` has a check of its own, and pods without a token are left out.",
  remediation: "Give each workload a ServiceAccount with only the rights that it needs.",
  references: referencesTo({
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078", "T1528"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),

  *evaluate(entry, cluster) {
    const [template] = entry.podTemplates;
    if (!template || controllerReferenceOf(entry.object)) return;
    const name = serviceAccountNameOf(template.spec);
    if (name === "default" || tokenOf(template, entry, cluster).mounted !== "yes") return;
    const key = serviceAccountKey(entry.reference.namespace, name);
    const own = nameOf(entry);
    const others = new Set((workloadsByAccount(cluster).get(key) ?? []).map(nameOf));
    others.delete(own);
    if (others.size === 0) return;
    const [other = ""] = others;
    const more = others.size === 1 ? "" : ` and ${others.size - 1} more`;
    yield {
      path: locateInObject(template, ["spec", "serviceAccountName"]),
      message: `service account ${name} is shared with ${other}${more}`,
    };
  },

  examples: {
    violating: [
      {
        title: "two deployments with one account",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "shop", namespace: "shop" },
          },
          ...["web", "api"].map((name) => ({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name, namespace: "shop" },
            spec: { template: { spec: { serviceAccountName: "shop", containers: [{ name }] } } },
          })),
        ],
        violations: [
          "Deployment/web spec.template.spec.serviceAccountName: service account shop is shared with Deployment api",
          "Deployment/api spec.template.spec.serviceAccountName: service account shop is shared with Deployment web",
        ],
      },
    ],
    compliant: [
      {
        title: "accounts of the same name in two namespaces, and one without a token",
        objects: [
          ...["shop", "bank"].map((namespace) => ({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web", namespace },
            spec: {
              template: {
                spec: {
                  automountServiceAccountToken: true,
                  serviceAccountName: "web",
                  containers: [{ name: "web" }],
                },
              },
            },
          })),
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "api", namespace: "shop" },
            spec: {
              template: {
                spec: {
                  automountServiceAccountToken: false,
                  serviceAccountName: "web",
                  containers: [{ name: "api" }],
                },
              },
            },
          },
        ],
      },
    ],
  },
};

function nameOf({ reference }: SnapshotObject): string {
  return `${reference.kind} ${reference.name}`;
}

const workloadsByAccount = clusterFact((cluster) =>
  groupedBy(
    cluster.snapshot.viewed(tokenView).filter((entry) => {
      const [template] = entry.podTemplates;
      return (
        template &&
        !controllerReferenceOf(entry.object) &&
        tokenOf(template, entry, cluster).mounted === "yes"
      );
    }),
    ({ reference, podTemplates }) =>
      serviceAccountKey(reference.namespace, serviceAccountNameOf(podTemplates[0]?.spec ?? {})),
  ),
);

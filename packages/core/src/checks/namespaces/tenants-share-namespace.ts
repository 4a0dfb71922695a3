import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** Workloads of one namespace carry one value of `tenantLabel`; those without the label are nobody's. */
export function tenantsShareNamespace({
  tenantLabel,
}: Pick<CheckParameters, "tenantLabel">): ObjectCheck {
  const tenantsOf = clusterFact((cluster) => tenantsByNamespace(cluster, tenantLabel));
  return {
    on: "object",
    kinds: ["workloads"],
    id: "tenants-share-namespace",
    title: "Namespace shared by tenants",
    topic: "namespaces",
    severity: "high",
    description:
      "RBAC, quotas, Secrets and network policies end at the namespace. Tenants who share one can read each other's Secrets as soon as either may create a pod, and a compromise of one is a compromise of the other. `tenantLabel` in the configuration names the label that says whose a workload is (default `tenant`), on the object or its pod template.",
    remediation: "Give each tenant a namespace of its own.",
    references: referencesTo({
      "cis-1.12": ["5.6.1"],
      "nsa-1.2": ["Namespaces"],
      "nist-800-190": ["3.3.4"],
    }),

    *evaluate(entry, cluster) {
      const tenant = tenantOf(entry, tenantLabel);
      if (!tenant) return;
      const { namespace } = entry.reference;
      const others = [...(tenantsOf(cluster).get(namespace) ?? [])]
        .filter((other) => other !== tenant.name)
        .sort();
      if (others.length === 0) return;
      const where = namespace === undefined ? "its namespace" : `namespace ${namespace}`;
      const names = others.map((other) => `"${other}"`).join(", ");
      yield { path: tenant.path, message: `tenant "${tenant.name}" shares ${where} with ${names}` };
    },

    examples: {
      violating: [
        {
          title: "two tenants of one namespace, beside a third in its own",
          objects: ["red", "blue", "green"].map((tenant) => ({
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: tenant,
              namespace: tenant === "green" ? "green" : "shop",
              labels: { tenant },
            },
            spec: { containers: [{ name: "web" }] },
          })),
          violations: [
            'Pod/red metadata.labels.tenant: tenant "red" shares namespace shop with "blue"',
            'Pod/blue metadata.labels.tenant: tenant "blue" shares namespace shop with "red"',
          ],
        },
      ],
      compliant: [
        {
          title: "one tenant and a pod that is nobody's",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web", namespace: "shop", labels: { tenant: "red" } },
              spec: { containers: [{ name: "web" }] },
            },
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "log", namespace: "shop" },
              spec: { containers: [{ name: "log" }] },
            },
          ],
        },
      ],
    },
  };
}

function tenantsByNamespace(
  cluster: Cluster,
  label: string,
): ReadonlyMap<string | undefined, ReadonlySet<string>> {
  const tenants = new Map<string | undefined, Set<string>>();
  for (const entry of cluster.snapshot.viewed((each) => tenantOf(each, label)?.name)) {
    const tenant = tenantOf(entry, label);
    if (!tenant) continue;
    const { namespace } = entry.reference;
    const known = tenants.get(namespace);
    if (known) known.add(tenant.name);
    else tenants.set(namespace, new Set([tenant.name]));
  }
  return tenants;
}

function tenantOf(
  { object, podTemplates }: SnapshotObject,
  label: string,
): { readonly name: string; readonly path: FieldPath } | undefined {
  const [template] = podTemplates;
  if (!template) return undefined;
  const own = stringMapOf(object, "labels");
  if (Object.hasOwn(own, label)) {
    return { name: own[label] ?? "", path: ["metadata", "labels", label] };
  }
  const { labels } = template.metadata;
  if (!Object.hasOwn(labels, label)) return undefined;
  return {
    name: labels[label] ?? "",
    path: locateInObject(template, ["metadata", "labels", label]),
  };
}

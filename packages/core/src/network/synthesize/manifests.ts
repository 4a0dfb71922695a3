import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { type KubernetesObject, namespaceOf } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { calicoDefaultDeny, calicoPolicy } from "./calico.ts";
import { ciliumDefaultDeny, ciliumPolicy } from "./cilium.ts";
import { defaultDeny, networkPolicy } from "./kubernetes.ts";
import type { PolicyPlan } from "./plan.ts";
import type { WrittenSpec } from "./written.ts";

/** The kinds of policies that can be written. */
export const SYNTHESIZED_KINDS = [
  "NetworkPolicy",
  "CiliumNetworkPolicy",
  "CalicoNetworkPolicy",
] as const;
export type SynthesizedKind = (typeof SYNTHESIZED_KINDS)[number];

interface Writer {
  readonly apiVersion: string;
  readonly kind: string;
  readonly deny: JsonObject;
  readonly write: (plan: PolicyPlan) => WrittenSpec;
}

const WRITERS: Readonly<Record<SynthesizedKind, Writer>> = {
  NetworkPolicy: {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    deny: defaultDeny,
    write: networkPolicy,
  },
  CiliumNetworkPolicy: {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    deny: ciliumDefaultDeny,
    write: ciliumPolicy,
  },
  CalicoNetworkPolicy: {
    apiVersion: "projectcalico.org/v3",
    kind: "NetworkPolicy",
    deny: calicoDefaultDeny,
    write: calicoPolicy,
  },
};

/** The policies, and whole sentences on what people have to fill in. */
export interface Written {
  readonly objects: readonly KubernetesObject[];
  readonly needsValue: readonly string[];
}

/** A default deny for each namespace and one policy for each plan, under names that the input does not use. */
export function writePolicies(
  plans: readonly PolicyPlan[],
  kind: SynthesizedKind,
  snapshot: Snapshot,
): Written {
  const writer = WRITERS[kind];
  const taken = new Set(
    snapshot.objects
      .filter(({ reference }) => reference.kind === writer.kind)
      .map(({ reference }) => `${namespaceOf(reference)}/${reference.name}`),
  );
  const objects: KubernetesObject[] = [];
  const needsValue: string[] = [];
  const add = (
    namespace: string,
    wanted: string,
    { spec, needsValue: missing }: WrittenSpec,
  ): void => {
    const name = freeName(namespace, wanted, taken);
    taken.add(`${namespace}/${name}`);
    needsValue.push(...missing.map((each) => `${writer.kind} ${namespace}/${name}: ${each}.`));
    const annotations =
      missing.length > 0
        ? { annotations: { "watertight.dev/needs-value": missing.join("; ") } }
        : {};
    const metadata: JsonValue = {
      name,
      namespace,
      labels: { "app.kubernetes.io/managed-by": "watertight" },
      ...annotations,
    };
    objects.push({ apiVersion: writer.apiVersion, kind: writer.kind, metadata, spec });
  };
  const namespaces = [...new Set(plans.map(({ unit }) => unit.namespace))];
  for (const namespace of namespaces) {
    add(namespace, "default-deny", { spec: writer.deny, needsValue: [] });
    for (const plan of plans)
      if (plan.unit.namespace === namespace)
        add(namespace, `allow-${plan.unit.workloads[0]?.name ?? ""}`, writer.write(plan));
  }
  return { objects, needsValue };
}

// Names of objects are DNS subdomains of at most 253 characters; what the input calls a workload may be anything.
function freeName(namespace: string, wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .replace(/\.[.-]+|-+\./g, ".")
    .slice(0, 240)
    .replace(/[.-]+$/, "");
  let name = clean;
  for (let number = 2; taken.has(`${namespace}/${name}`); number++) name = `${clean}-${number}`;
  return name;
}

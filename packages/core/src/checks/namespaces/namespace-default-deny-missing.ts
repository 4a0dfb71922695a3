import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { hasOtherPolicies, networkPoliciesIn } from "../facts/policies.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** Every namespace of the input has NetworkPolicies that select all its pods and allow nothing, both ways. */
export const namespaceDefaultDenyMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-default-deny-missing",
  title: "Namespace without default deny",
  topic: "namespaces",
  severity: "medium",
  description:
    "Without a policy that denies by default every pod that somebody adds is open at once: it reaches and is reached by the whole cluster until a policy selects it. Namespaces with policies that only a network plug-in understands are left out, and so are Kubernetes' own.",
  remediation:
    "Add a NetworkPolicy with an empty `podSelector`, both `policyTypes` and no rules, and allow what is needed in others.",
  references: referencesTo({
    "cis-1.12": ["5.3.2"],
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046", "T1210"],
    "ms-threat-matrix": ["MS-TA9034"],
    "nist-800-190": ["3.3.3"],
  }),

  *evaluate(entry, cluster) {
    const { name } = entry.reference;
    if (!isUserNamespace(entry) || hasOtherPolicies(cluster, name)) return;
    const specs = networkPoliciesIn(cluster, name).map(({ object }) => objectAt(object, "spec"));
    const open = (["ingress", "egress"] as const).filter(
      (direction) => !specs.some((spec) => deniesByDefault(spec, direction)),
    );
    if (open.length === 0) return;
    const message = `no NetworkPolicy denies ${open.join(" and ")} by default`;
    yield { path: ["metadata", "name"], message };
  },

  examples: {
    violating: [
      {
        title: "a policy for some pods, and one for a single direction",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "bank" },
            spec: { podSelector: {} },
          },
        ],
        violations: [
          "Namespace/shop metadata.name: no NetworkPolicy denies ingress and egress by default",
          "Namespace/bank metadata.name: no NetworkPolicy denies egress by default",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy that selects all pods and allows nothing",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
          },
        ],
      },
    ],
  },
};

function deniesByDefault(spec: JsonValue, direction: "ingress" | "egress"): boolean {
  const selector = objectAt(spec, "podSelector");
  const isForAll =
    Object.keys(objectAt(selector, "matchLabels")).length === 0 &&
    listAt(selector, "matchExpressions").length === 0;
  return isForAll && isAbout(spec, direction) && !listAt(spec, direction).some(allowsAll);
}

// As the API server fills policyTypes in: always Ingress, and Egress where there are egress rules.
function isAbout(spec: JsonValue, direction: "ingress" | "egress"): boolean {
  const types = listAt(spec, "policyTypes");
  if (types.length > 0) return types.includes(direction === "ingress" ? "Ingress" : "Egress");
  return direction === "ingress" || listAt(spec, "egress").length > 0;
}

// A rule without peers is about everybody; with ports it is still an exception to the denial.
function allowsAll(rule: JsonValue): boolean {
  const peers = [...listAt(rule, "from"), ...listAt(rule, "to")];
  return peers.length === 0 && !Array.isArray(valueAt(rule, "ports"));
}

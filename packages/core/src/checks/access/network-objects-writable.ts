import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "update", "patch", "delete"],
  resources: [
    ["", "endpoints"],
    ["", "services"],
    ["discovery.k8s.io", "endpointslices"],
    ["gateway.networking.k8s.io", "gateways"],
    ["gateway.networking.k8s.io", "httproutes"],
    ["networking.k8s.io", "ingresses"],
    ["networking.k8s.io", "networkpolicies"],
    ["policy.networking.k8s.io", "clusternetworkpolicies"],
    ["policy.networking.k8s.io", "adminnetworkpolicies"],
    ["policy.networking.k8s.io", "baselineadminnetworkpolicies"],
  ],
});

/** No role changes the network. */
export const networkObjectsWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "network-objects-writable",
  title: "Role can modify network policies, Services or routes",
  topic: "access",
  severity: "medium",
  description:
    "Whoever modifies NetworkPolicies lifts network isolation; whoever modifies Services, EndpointSlices, Ingresses or routes intercepts traffic of others.",
  remediation:
    "Remove write verbs on these resources from the rule; leave them to each namespace's deployment tool, and NetworkPolicies to whoever is responsible for the network.",
  references: referencesTo({
    "mitre-attack": ["T1557", "T1562"],
    "ms-threat-matrix": ["MS-TA9036"],
  }),
  aliases: ["trivy:KSV-0056"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "low" }),

  examples: {
    violating: [
      {
        title: "policies, and Services",
        objects: [
          clusterRole("mesh", rule(["delete"], "networking.k8s.io", ["networkpolicies"])),
          role("delivery", rule(["*"], "", ["services"])),
        ],
        violations: [
          "ClusterRole/mesh rules[0].resources[0]: allows delete on networkpolicies of networking.k8s.io",
          "Role/delivery rules[0].resources[0]: allows create, update, patch and delete on services",
        ],
      },
    ],
    compliant: [
      {
        title: "reading them",
        objects: [
          clusterRole(
            "mesh",
            rule(["get", "list", "watch"], "networking.k8s.io", ["networkpolicies"]),
          ),
        ],
      },
    ],
  },
};

import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { namespacesOfRole, rbacObjectsOf } from "../facts/rbac-objects.ts";
import { isGrantable, listed } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No rule is for every verb. */
export const wildcardVerb: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "wildcard-verb",
  title: "Wildcard verb in a role",
  topic: "access",
  severity: "medium",
  description:
    "`*` is more than reading and writing: it includes `deletecollection`, verbs that only some resources have, such as `escalate`, `bind`, `impersonate` and `approve`, and future verbs. Where a rule is reported for what it allows, this is named there.",
  remediation: "List the verbs that are needed.",
  references: referencesTo({
    "cis-1.12": ["5.1.3"],
    "mitre-attack": ["T1078"],
    "ms-threat-matrix": ["MS-TA9019"],
  }),
  aliases: [
    "checkov:CKV_K8S_49",
    "kube-linter:wildcard-in-rules",
    "kubescape:C-0187",
    "trivy:KSV-0045",
  ],
  // Whatever says what the verbs make possible says more.
  impliedBy: [
    "wildcard-everything-role",
    "wildcard-resource",
    "role-escalation-allowed",
    "role-binding-allowed",
    "impersonation-allowed",
    "certificate-approval-allowed",
    "secrets-readable",
    "pods-exec",
    "pods-attach",
    "pods-creatable",
    "ephemeral-containers-addable",
    "token-creation-allowed",
    "nodes-proxy-allowed",
    "webhook-configuration-writable",
    "rbac-objects-writable",
    "nodes-writable",
    "namespace-labels-writable",
    "persistent-volume-creatable",
    "pods-port-forward",
    "config-maps-writable",
    "network-objects-writable",
    "service-status-writable",
    "mass-deletion-allowed",
    "deletion-allowed",
    "persistent-volume-changeable",
    "secrets-writable",
    "events-deletable",
  ],

  *evaluate(object, cluster) {
    const namespaces = namespacesOfRole(object, cluster);
    for (const [index, each] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
      const entry = each.verbs.indexOf("*");
      if (entry < 0) continue;
      const granted = each.resources.filter((resource) => isGrantable(each, resource, namespaces));
      // URLs are granted by ClusterRoleBindings alone.
      const what = granted.length > 0 || namespaces ? granted : each.nonResourceURLs;
      if (what.length === 0) continue;
      yield {
        path: ["rules", index, "verbs", entry],
        message: `allows every verb on ${listed(what)}`,
        ...(namespaces ? { severity: "low" } : {}),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a custom resource",
        objects: [clusterRole("shops", rule(["*"], "shop.example", ["orders"]))],
        violations: ["ClusterRole/shops rules[0].verbs[0]: allows every verb on orders"],
      },
    ],
    compliant: [
      {
        title: "verbs by name",
        objects: [clusterRole("shops", rule(["get", "update"], "shop.example", ["orders"]))],
      },
    ],
  },
};

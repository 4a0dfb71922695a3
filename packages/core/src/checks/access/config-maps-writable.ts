import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "update", "patch", "delete"],
  resources: [["", "configmaps"]],
  named: (names) => names.some((name) => DNS.has(name)),
});

const DNS: ReadonlySet<string> = new Set([
  "coredns",
  "coredns-custom",
  "kube-dns",
  "node-local-dns",
]);

/** No role writes ConfigMaps that it does not name, nor that of CoreDNS. */
export const configMapsWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "config-maps-writable",
  title: "Role can modify ConfigMaps",
  topic: "access",
  severity: "medium",
  description:
    "Programs follow their configuration, and reload it when it changes. In kube-system it is the cluster's own: whoever modifies the ConfigMap of CoreDNS controls every DNS answer in the cluster.",
  remediation: "List the ConfigMaps in `resourceNames`; use Leases for leader election.",
  references: referencesTo({ "mitre-attack": ["T1557"], "ms-threat-matrix": ["MS-TA9035"] }),
  aliases: ["kubescape:C-0037", "trivy:KSV-0049"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, {
      at: "resources",
      inNamespace: "low",
      severity: ({ resourceNames }, namespaces) =>
        resourceNames.length > 0 || namespaces?.has("kube-system") === true ? "high" : undefined,
    }),

  examples: {
    violating: [
      {
        title: "those of a namespace, and that of CoreDNS",
        objects: [
          role("settings", rule(["get", "update"], "", ["configmaps"])),
          clusterRole("dns", rule(["patch"], "", ["configmaps"], ["coredns"])),
        ],
        violations: [
          "Role/settings rules[0].resources[0]: allows update on configmaps",
          "ClusterRole/dns rules[0].resources[0]: allows patch on configmaps named coredns",
        ],
      },
    ],
    compliant: [
      {
        title: "its own",
        objects: [role("settings", rule(["update"], "", ["configmaps"], ["settings"]))],
      },
    ],
  },
};

import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "get"],
  resources: [
    ["", "pods", "portforward"],
    ["", "pods", "proxy"],
    ["", "services", "proxy"],
  ],
  named: () => true,
});

/** No role connects to pods past the network. */
export const podsPortForward: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "pods-port-forward",
  title: "Role can port-forward or proxy to pods",
  topic: "access",
  severity: "medium",
  description:
    "Port forwarding and the proxies of pods and Services connect from the API server or the node, so that NetworkPolicies do not apply: databases and consoles that trust the network are open to the holder.",
  remediation: "Remove `pods/portforward`, `pods/proxy` and `services/proxy` from the rule.",
  references: referencesTo({ "mitre-attack": ["T1090"], "ms-threat-matrix": ["MS-TA9036"] }),
  aliases: ["kubescape:C-0063"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "low" }),

  examples: {
    violating: [
      {
        title: "a port, and a Service by name",
        objects: [
          clusterRole("debug", rule(["create"], "", ["pods/portforward"])),
          role("ui", rule(["get"], "", ["services/proxy"], ["https:console:"])),
        ],
        violations: [
          "ClusterRole/debug rules[0].resources[0]: allows create on pods/portforward",
          "Role/ui rules[0].resources[0]: allows get on services/proxy named https:console:",
        ],
      },
    ],
    compliant: [
      {
        title: "reading of pods and Services",
        objects: [role("view", rule(["get", "list"], "", ["pods", "services"]))],
      },
    ],
  },
};

import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["update", "patch"],
  resources: [["", "persistentvolumes"]],
});

/** No role gives volumes to other claims. */
export const persistentVolumeChangeable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "persistent-volume-changeable",
  title: "Role can modify PersistentVolumes",
  topic: "access",
  severity: "medium",
  description:
    "The field `claimRef` binds a volume to a claim: whoever may modify it can bind a released volume, with all its data, to a claim of their own and mount it. By `persistentVolumeReclaimPolicy` they can have data deleted.",
  remediation:
    "Remove `update` and `patch` on `persistentvolumes` from the rule: users and their programs need PersistentVolumeClaims only.",
  references: referencesTo({ "mitre-attack": ["T1530"], "ms-threat-matrix": ["MS-TA9013"] }),
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "changing volumes",
        objects: [
          clusterRole("mover", rule(["get", "patch", "update"], "", ["persistentvolumes"])),
        ],
        violations: [
          "ClusterRole/mover rules[0].resources[0]: allows update and patch on persistentvolumes",
        ],
      },
    ],
    compliant: [
      {
        title: "claims, and a Role, which grants nothing on volumes",
        objects: [
          clusterRole("mover", rule(["patch"], "", ["persistentvolumeclaims"])),
          role("mover", rule(["patch"], "", ["persistentvolumes"])),
        ],
      },
    ],
  },
};

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
    "The field `claimRef` says whose a volume is: whoever may change it hands a volume that somebody gave back, with all that is stored in it, to a claim of their own and mounts that. With `persistentVolumeReclaimPolicy` they let data be deleted.",
  remediation:
    "Leave volumes to the provisioner and the cluster's administrators: people and their programs need PersistentVolumeClaims only.",
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

import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create"],
  resources: [["", "persistentvolumes"]],
});

/** No role makes volumes of nodes' paths. */
export const persistentVolumeCreatable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "persistent-volume-creatable",
  title: "Role can create PersistentVolumes",
  topic: "access",
  severity: "medium",
  description:
    "A PersistentVolume can be a path of a node. Pod Security examines pods and not volumes, so that a pod that may not use hostPath mounts one through a claim.",
  remediation:
    "Remove `create` on `persistentvolumes` from the rule, and let a provisioner create the volumes: users and their programs need PersistentVolumeClaims only.",
  references: referencesTo({
    "cis-1.12": ["5.1.9"],
    "mitre-attack": ["T1611"],
    "ms-threat-matrix": ["MS-TA9013"],
  }),
  aliases: ["kubescape:C-0278"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "volumes beside claims",
        objects: [
          clusterRole(
            "storage",
            rule(["create"], "", ["persistentvolumeclaims", "persistentvolumes"]),
          ),
        ],
        violations: [
          "ClusterRole/storage rules[0].resources[1]: allows create on persistentvolumes",
        ],
      },
    ],
    compliant: [
      {
        title: "claims",
        objects: [clusterRole("storage", rule(["create"], "", ["persistentvolumeclaims"]))],
      },
    ],
  },
};

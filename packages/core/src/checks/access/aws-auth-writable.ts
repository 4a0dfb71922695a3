import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { namespacesOfRole } from "../facts/rbac-objects.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const asked = {
  verbs: ["create", "update", "patch", "delete"],
  resources: [["", "configmaps"]],
} as const;
const named = (names: readonly string[]): boolean => names.includes("aws-auth");
const ANY = rightQuestion({ ...asked, named });
const BY_NAME = rightQuestion({ ...asked, named, onlyNamed: true });

/** No role writes the ConfigMap that says who is who in EKS. */
export const awsAuthWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "aws-auth-writable",
  title: "Role can modify aws-auth",
  topic: "access",
  severity: "high",
  description:
    "In EKS the ConfigMap aws-auth of kube-system maps AWS identities to users and groups: a line in it makes anybody a member of `system:masters`. A role that names it is reported anywhere; one that can modify every ConfigMap of kube-system is reported where the input shows an aws-auth.",
  remediation:
    "Use EKS access entries in place of the ConfigMap, or leave it to the tool that creates the cluster.",
  references: referencesTo({ "mitre-attack": ["T1098"], "ms-threat-matrix": ["MS-TA9019"] }),
  aliases: ["trivy:KSV-0115"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  *evaluate(object, cluster) {
    if (namespacesOfRole(object, cluster)?.has("kube-system") === false) return;
    const question = eksOf(cluster).isEks ? ANY : BY_NAME;
    yield* rulesThatAllow(object, cluster, question, { at: "resources" });
  },

  examples: {
    violating: [
      {
        title: "by name",
        objects: [clusterRole("mapper", rule(["update"], "", ["configmaps"], ["aws-auth"]))],
        violations: [
          "ClusterRole/mapper rules[0].resources[0]: allows update on configmaps named aws-auth",
        ],
      },
      {
        title: "every ConfigMap of a cluster of EKS",
        objects: [
          clusterRole("operator", rule(["patch"], "", ["configmaps"])),
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "aws-auth", namespace: "kube-system" },
          },
        ],
        violations: ["ClusterRole/operator rules[0].resources[0]: allows patch on configmaps"],
      },
    ],
    compliant: [
      {
        title: "every ConfigMap where there is no aws-auth, and another namespace",
        objects: [
          clusterRole("operator", rule(["patch"], "", ["configmaps"])),
          role("operator", rule(["patch"], "", ["configmaps"], ["aws-auth"])),
        ],
      },
    ],
  },
};

const eksOf = clusterFact((cluster: Cluster) => ({
  isEks: cluster.snapshot
    .ofKind("", "ConfigMap")
    .some(
      ({ reference }) => reference.name === "aws-auth" && reference.namespace === "kube-system",
    ),
}));

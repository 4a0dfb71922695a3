import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["approve", "sign"],
  resources: [["certificates.k8s.io", "signers"]],
  named: (names) => names.some((name) => CLIENT_SIGNER.test(name)),
});

const CLIENT_SIGNER = /^kubernetes\.io\/(?:\*|kube-apiserver-client(?:-kubelet)?)$/;

/** No role makes certificates with which others sign in. */
export const certificateApprovalAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "certificate-approval-allowed",
  title: "Role can approve or sign client certificates",
  topic: "access",
  severity: "high",
  description:
    "A certificate of the signer `kubernetes.io/kube-apiserver-client` lets its holder authenticate as any user in any group but `system:masters`, and cannot be revoked. It takes `approve` or `sign` on the signer.",
  remediation:
    "List the signers in `resourceNames`, without `kubernetes.io/kube-apiserver-client`.",
  references: referencesTo({ "cis-1.12": ["5.1.11"], "mitre-attack": ["T1098"] }),
  aliases: ["checkov:CKV_K8S_156", "kubescape:C-0280"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "verbs" }),

  examples: {
    violating: [
      {
        title: "every signer, and those of a domain",
        objects: [
          clusterRole("approver", rule(["approve"], "certificates.k8s.io", ["signers"])),
          clusterRole(
            "signer",
            rule(["sign"], "certificates.k8s.io", ["signers"], ["kubernetes.io/*"]),
          ),
        ],
        violations: [
          "ClusterRole/approver rules[0].verbs[0]: allows approve on signers of certificates.k8s.io",
          "ClusterRole/signer rules[0].verbs[0]: allows sign on signers of certificates.k8s.io named kubernetes.io/*",
        ],
      },
    ],
    compliant: [
      {
        title: "a signer of one's own, and the approval without a signer",
        objects: [
          clusterRole(
            "approver",
            rule(["approve"], "certificates.k8s.io", ["signers"], ["example.com/mesh"]),
            rule(["update"], "certificates.k8s.io", ["certificatesigningrequests/approval"]),
          ),
        ],
      },
    ],
  },
};

import type { AccessSubject } from "../../access/model.ts";
import type { ObjectCheck } from "../check.ts";
import { bindingToJudge, nameOfRole, nameOfSubject } from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { clusterRoleBinding, group, user } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Bindings name people by what they are. */
export const subjectWithoutEffect: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "subject-without-effect",
  title: "Subject that matches nobody",
  topic: "access",
  severity: "low",
  description:
    "Users and groups are only names, which the API server compares letter by letter: a User `system:masters` is not the group, and a Group named like a service account has no members. The binding grants nobody anything, and misleads access reviews. Whether other names exist depends on the cluster's authentication.",
  remediation: "Correct the `kind` of the subject, or delete it.",
  references: referencesTo({ "cis-1.12": ["5.1.3"] }),

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding) return;
    for (const [index, subject] of binding.subjects.entries()) {
      const meant = meantBy(subject);
      if (meant === undefined) continue;
      yield {
        path: ["subjects", index, "kind"],
        message: `grants ${nameOfRole(binding)} to ${nameOfSubject(subject)}, which matches nobody: ${meant} may be meant`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a group as a user, and an account and a user as groups",
        objects: [
          clusterRoleBinding(
            "odd",
            "view",
            user("system:masters"),
            user("system:serviceaccounts:shop"),
            group("system:serviceaccount:shop:web"),
            group("system:anonymous"),
          ),
        ],
        violations: [
          "ClusterRoleBinding/odd subjects[0].kind: grants ClusterRole view to User system:masters, which matches nobody: Group system:masters may be meant",
          "ClusterRoleBinding/odd subjects[1].kind: grants ClusterRole view to User system:serviceaccounts:shop, which matches nobody: Group system:serviceaccounts:shop may be meant",
          "ClusterRoleBinding/odd subjects[2].kind: grants ClusterRole view to Group system:serviceaccount:shop:web, which matches nobody: ServiceAccount shop/web may be meant",
          "ClusterRoleBinding/odd subjects[3].kind: grants ClusterRole view to Group system:anonymous, which matches nobody: User system:anonymous may be meant",
        ],
      },
    ],
    compliant: [
      {
        title: "an account by the name of its user, and groups that there are",
        objects: [
          clusterRoleBinding(
            "usual",
            "view",
            user("system:serviceaccount:shop:web"),
            group("system:serviceaccounts:shop"),
            user("system:kube-scheduler"),
            group("developers"),
          ),
        ],
      },
    ],
  },
};

// k8s.io/apiserver/pkg/authentication/user/user.go and pkg/authentication/serviceaccount/util.go.
const GROUP =
  /^system:(?:authenticated|bootstrappers(?::.+)?|masters|monitoring|nodes|serviceaccounts(?::[^:]+)?|unauthenticated)$/;
const USER =
  /^system:(?:anonymous|apiserver|kube-controller-manager|kube-proxy|kube-scheduler|node:.+)$/;
const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

function meantBy({ kind, name }: AccessSubject): string | undefined {
  if (kind === "User") return GROUP.test(name) ? `Group ${name}` : undefined;
  if (kind !== "Group") return undefined;
  if (USER.test(name)) return `User ${name}`;
  const [, namespace, account] = ACCOUNT.exec(name) ?? [];
  return account === undefined ? undefined : `ServiceAccount ${namespace}/${account}`;
}

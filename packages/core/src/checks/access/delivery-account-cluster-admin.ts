import { type DeliveryAccount, deliveryAccountsOf } from "../../access/delivery-accounts.ts";
import type { AccessSubject } from "../../access/model.ts";
import { splitServiceAccountUsername } from "../../access/user.ts";
import { clusterFact } from "../../cluster/cluster.ts";
import type { ObjectCheck } from "../check.ts";
import {
  bindingToJudge,
  givesEverything,
  nameOfRole,
  nameOfSubject,
} from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import {
  account,
  clusterRoleBinding,
  roleBinding,
  serviceAccount,
} from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No account with which somebody outside delivers into the cluster may do everything in it. */
export const deliveryAccountClusterAdmin: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "delivery-account-cluster-admin",
  title: "CI/CD service account with cluster-admin",
  topic: "access",
  severity: "critical",
  description:
    "A CI/CD service account acts on behalf of whoever may push to a repository or run a job, and its token is often stored outside the cluster: with every right, each of them is cluster-admin. Accounts are recognized by the image that runs as them, by a token that does not expire and that no pod uses, and by the names that CI/CD tools give their own.",
  remediation:
    "Bind a role with only the rights that the finding names, in the namespaces that are deployed to: RoleBindings to `edit` are a start.",
  references: referencesTo({
    "cis-1.12": ["5.1.1"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078", "T1195"],
    "ms-threat-matrix": ["MS-TA9019"],
  }),

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (binding?.kind !== "ClusterRoleBinding") return;
    if (!givesEverything(binding)) return;
    for (const [index, subject] of binding.subjects.entries()) {
      const delivery = deliveries(cluster).get(accountKey(subject));
      if (!delivery) continue;
      const { reason, suffices } = delivery;
      const enough = suffices === undefined ? "" : `; ${decapitalized(suffices)}`;
      yield {
        path: ["subjects", index],
        message: `lets ${nameOfSubject(subject)} do everything by ${nameOfRole(binding)}, and ${reason}${enough}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "the account of a GitLab agent",
        objects: [
          serviceAccount("gitlab-agent"),
          clusterRoleBinding("agent", "cluster-admin", account("gitlab-agent")),
        ],
        violations: [
          "ClusterRoleBinding/agent subjects[0]: lets ServiceAccount shop/gitlab-agent do everything by ClusterRole cluster-admin, and whoever may run jobs in a project that the agent serves acts with it; the agent needs what its jobs deploy: RoleBindings to edit, or to a Role of its own, in those namespaces; with access_as it needs to impersonate the job's user and groups, whose rights then count",
        ],
      },
    ],
    compliant: [
      {
        title: "a namespace that it delivers to",
        objects: [
          serviceAccount("gitlab-agent"),
          roleBinding("agent", "ClusterRole", "edit", account("gitlab-agent")),
        ],
      },
    ],
  },
};

const deliveries = clusterFact(
  (cluster): ReadonlyMap<string, DeliveryAccount> =>
    new Map(
      deliveryAccountsOf(cluster.snapshot).map((delivery) => [
        `${delivery.account.namespace}/${delivery.account.name}`,
        delivery,
      ]),
    ),
);

function accountKey({ kind, namespace, name }: AccessSubject): string {
  const asUser = kind === "User" ? splitServiceAccountUsername(name) : undefined;
  if (asUser) return `${asUser.namespace}/${asUser.name}`;
  return kind === "ServiceAccount" ? `${namespace}/${name}` : "";
}

/** A sentence as a clause: names of products keep their capitals. */
function decapitalized(sentence: string): string {
  return sentence.replace(/\.$/, "").replace(/^(?:The|Its|A|An)\b/, (word) => word.toLowerCase());
}

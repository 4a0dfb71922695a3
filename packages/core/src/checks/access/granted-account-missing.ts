import { latentSubjects } from "../../access/latent.ts";
import { clusterFact } from "../../cluster/cluster.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import {
  bindingToJudge,
  givesTakeOver,
  nameOfRole,
  nameOfSubject,
} from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { account, roleBinding, serviceAccount } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, the service account that a binding names is there. */
export const grantedAccountMissing: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "granted-account-missing",
  title: "Role bound to a missing service account",
  topic: "access",
  severity: "medium",
  description:
    "A binding stays when its service account is deleted: whoever may create a service account of this name, and a pod that runs as it, has the rights. Reported only where the input is the whole cluster and shows service accounts at all.",
  remediation: "Delete the subject, or create the service account.",
  references: referencesTo({ "mitre-attack": ["T1098", "T1136"] }),

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding) return;
    const { missing } = missingAccounts(cluster);
    for (const [index, subject] of binding.subjects.entries()) {
      if (!missing.has(nameOfSubject(subject))) continue;
      yield {
        path: ["subjects", index],
        message: `grants ${nameOfRole(binding)} to ${nameOfSubject(subject)}, which does not exist`,
        ...(givesTakeOver(binding, cluster) ? { severity: "high" } : {}),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "an account that was deleted",
        assumptions: { wholeCluster: true },
        objects: [
          serviceAccount("web"),
          roleBinding("sync", "ClusterRole", "view", account("web"), account("sync")),
        ],
        violations: [
          "RoleBinding/sync subjects[1]: grants ClusterRole view to ServiceAccount shop/sync, which does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster",
        objects: [
          serviceAccount("web"),
          roleBinding("sync", "ClusterRole", "view", account("sync")),
        ],
      },
    ],
  },
};

const missingAccounts = clusterFact((cluster) => ({
  missing: new Set(
    cluster.snapshot.ofKind("", "ServiceAccount").length === 0
      ? []
      : latentSubjects(cluster.snapshot, cluster.access).flatMap(({ subject }) =>
          // Of every namespace, though not every namespace need be shown.
          subject.name === "default" || !showsAllIn(cluster.snapshot, subject.namespace)
            ? []
            : [nameOfSubject(subject)],
        ),
  ),
}));

import type { AccessBinding, AccessSubject } from "../../access/model.ts";
import { isPartOfKubernetes } from "../../access/rights/subjects.ts";
import { subjectKey } from "../../access/who-can.ts";
import { clusterFact } from "../../cluster/cluster.ts";
import type { ObjectCheck } from "../check.ts";
import { bindingToJudge, nameOfSubject } from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { roleBinding, user } from "../writing/rbac-examples.ts";

const MOST = 10;

/** Nobody's rights are spread over more than ten roles. */
export const tooManyRoles: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "too-many-roles",
  title: "Subject bound to many roles",
  topic: "access",
  severity: "low",
  description:
    "Rights that are spread over more than ten roles are hard to review: what a subject may do is the sum of them all. A role that is bound in several namespaces counts once. The first binding of the subject is reported.",
  remediation:
    "Merge the rights into one role, and split the account where it does several jobs: `watertight access rights` shows the sum.",
  references: [],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding) return;
    for (const [index, subject] of binding.subjects.entries()) {
      const roles = rolesBySubject(cluster).get(subjectKey(subject));
      if (!roles || roles.names.size <= MOST || roles.first !== binding) continue;
      if (isPartOfKubernetes(subject)) continue;
      yield {
        path: ["subjects", index],
        message: `names ${nameOfSubject(subject)}, who has ${roles.names.size} roles`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "eleven roles of one user",
        objects: Array.from({ length: 11 }, (_, index) =>
          roleBinding(`part-${index}`, "Role", `part-${index}`, user("ann")),
        ),
        violations: ["RoleBinding/part-0 subjects[0]: names User ann, who has 11 roles"],
      },
    ],
    compliant: [
      {
        title: "eleven bindings of one role",
        objects: Array.from({ length: 11 }, (_, index) =>
          roleBinding(`part-${index}`, "ClusterRole", "view", user("ann")),
        ),
      },
    ],
  },
};

interface RolesOfSubject {
  readonly first: AccessBinding;
  readonly names: Set<string>;
}

const rolesBySubject = clusterFact((cluster) => {
  const found = new Map<string, RolesOfSubject>();
  for (const binding of cluster.access.bindings) {
    for (const subject of binding.subjects) add(found, subject, binding);
  }
  return found;
});

function add(
  found: Map<string, RolesOfSubject>,
  subject: AccessSubject,
  binding: AccessBinding,
): void {
  const { kind, name } = binding.roleRef;
  const role = `${kind}/${kind === "Role" ? binding.namespace : ""}/${name}`;
  const known = found.get(subjectKey(subject)) ?? { first: binding, names: new Set<string>() };
  known.names.add(role);
  found.set(subjectKey(subject), known);
}

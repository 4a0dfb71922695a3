import { DISCOVERY_ROLE } from "../access/discovery-roles.ts";
import type { AccessBinding } from "../access/model.ts";
import { subjectIndex } from "../access/rbac.ts";
import { serviceAccountUser } from "../access/user.ts";
import { type Cluster, clusterFact } from "./cluster.ts";

/**
 * A clause on the binding that grants a service account more than every identity has, for engines that may not ask another
 * engine; undefined where none does. A role that the input does not show may grant anything.
 */
export function accountRightsIn(
  cluster: Cluster,
): (namespace: string, name: string) => string | undefined {
  const bindings = grantingBindings(cluster);
  return (namespace, name) => {
    const user = serviceAccountUser(namespace, name);
    const binding = bindings.find((each) => subjectIndex(each, user) >= 0);
    return (
      binding &&
      `${binding.kind} ${binding.name} grants its account ${binding.roleRef.kind} ${binding.roleRef.name}`
    );
  };
}

const grantingBindings = clusterFact(({ access }): readonly AccessBinding[] =>
  access.bindings.filter(
    ({ roleRef, role, defaulted }) =>
      !defaulted && !DISCOVERY_ROLE.test(roleRef.name) && role?.rules.length !== 0,
  ),
);

import { bootstrapPolicy } from "../bootstrap.ts";
import type { AccessSubject } from "../model.ts";
import { createRbac } from "../rbac.ts";
import { createRbacIndex } from "../rbac-index.ts";
import type { Right } from "../rights/right.ts";
import { createRightSet, type RightSet, rightsOfRules } from "../rights/right-set.ts";
import { userOfSubject } from "../rights/subjects.ts";
import { subjectKey } from "../who-can.ts";

/** Whether Kubernetes itself gives a subject a right in a namespace ("" for the whole cluster), on every cluster. */
export type GivenByKubernetes = (
  subject: AccessSubject,
  namespace: string,
  right: Right,
) => boolean;

/** Reads the bootstrap policy once; a controller of Kubernetes is whoever it names. */
export function createGivenByKubernetes(): GivenByKubernetes {
  const rbac = createRbac(createRbacIndex(bootstrapPolicy(), undefined, false));
  const sets = new Map<string, RightSet>();
  return (subject, namespace, right) => {
    const key = `${subjectKey(subject)}/${namespace}`;
    const known = sets.get(key);
    if (known) return known.covers(right);
    const bindings = rbac
      .bindingsFor(userOfSubject(subject), namespace)
      .filter(({ subjects }) => subjects.some((each) => subjectKey(each) === subjectKey(subject)));
    const set = createRightSet(rightsOfRules(bindings.flatMap(({ role }) => role?.rules ?? [])));
    sets.set(key, set);
    return set.covers(right);
  };
}

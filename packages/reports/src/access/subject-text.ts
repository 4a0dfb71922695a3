import type { AccessSubject } from "@watertight/core/access";

/** `ServiceAccount shop/web`, `User ann`; of a binding or a role alike. */
export function subjectText({
  kind,
  namespace,
  name,
}: Pick<AccessSubject, "kind" | "namespace" | "name">): string {
  return `${kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
}

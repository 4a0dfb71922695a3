import type { NotExamined } from "@watertight/core/snapshot";
import type { UnavailableGroup } from "./discovery/resource.ts";
import type { Place } from "./lists/selection.ts";
import type { Refusal } from "./requests/requester.ts";

/** `secrets`, `deployments.apps`: as kubectl and RBAC's messages name resources. */
function fullNameOf({ group, name }: { readonly group: string; readonly name: string }): string {
  return group === "" ? name : `${name}.${group}`;
}

/** What a refused list leaves open, with the right that is missing or what the server says. */
export function gapOfPlace(
  { resource, namespace, selections }: Place,
  { status, message }: Refusal,
  server: string,
): NotExamined {
  const what = fullNameOf(resource);
  const where = namespace === undefined ? "" : ` in namespace ${namespace}`;
  const gap = { file: server, line: 1, resource: `${resource.group}/${resource.name}` };
  const verb = selections.some(({ name }) => name !== undefined) ? "get" : "list";
  if (status === 403) {
    return {
      ...gap,
      kind: "not-allowed",
      reason: `${what}${where} cannot be seen: the right to ${verb} ${what}${where} is missing; rbac-needed prints the role that gives it.`,
    };
  }
  return {
    ...gap,
    kind: "unavailable",
    reason: `${what}${where} cannot be seen: the server answers ${status}: ${message}.`,
  };
}

/** What a group leaves open whose API service is down. */
export function gapOfGroup(
  { group, version, reason }: UnavailableGroup,
  server: string,
): NotExamined {
  return {
    ...{ file: server, line: 1, kind: "unavailable" },
    reason: `Nothing of ${group === "" ? version : `${group}/${version}`} can be seen: ${reason}.`,
  };
}

import type { ChangedRights, PolicyRule } from "@watertight/core/access";

/** A rule in one line: `get, list on pods, pods/log`, `get on deployments (apps) named a`, `get on paths /metrics`. */
export function ruleText(rule: PolicyRule): string {
  const { verbs, resources, apiGroups, resourceNames, nonResourceURLs } = rule;
  const group =
    apiGroups.length === 1 && apiGroups[0] === ""
      ? ""
      : ` (${apiGroups.map(groupText).join(", ")})`;
  const what =
    resources.length === 0
      ? `paths ${nonResourceURLs.join(", ")}`
      : `${resources.join(", ")}${group}`;
  const names = resourceNames.length === 0 ? "" : ` named ${resourceNames.join(", ")}`;
  return `${verbs.join(", ")} on ${what}${names}`;
}

function groupText(group: string): string {
  if (group === "") return "core";
  return group === "*" ? "every group" : group;
}

/** `in namespace shop`, `in the whole cluster`. */
export function scopeText(namespace: string): string {
  return namespace === "" ? "in the whole cluster" : `in namespace ${namespace}`;
}

/** A change in one line, with the namespaces in which nothing changed. */
export function changeText(
  { namespace, rule, exceptIn }: ChangedRights,
  otherwise: string,
): string {
  const except = exceptIn.length === 0 ? "" : `, ${otherwise} ${exceptIn.join(", ")}`;
  return `${ruleText(rule)} ${scopeText(namespace)}${except}`;
}

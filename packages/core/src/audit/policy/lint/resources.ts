import type { FieldPath } from "../../../kubernetes/field-path.ts";
import type { ApiResource } from "../../../kubernetes/resources.ts";
import type { AuditedResources, AuditRequest, AuditRule } from "../model.ts";
import { ANYBODY, userCalled } from "../space/who.ts";
import { resourceText } from "../words.ts";
import type { AuditRemark } from "./model.ts";

/** Resources that their API group does not have, and patterns that match none. Groups that nobody knows may hold anything. */
export function resourceRemarks(
  rule: AuditRule,
  path: FieldPath,
  known: readonly ApiResource[],
): readonly AuditRemark[] {
  return rule.resources.flatMap((entry, at) =>
    entry.resources.flatMap((pattern, position) => {
      const wrong = wrongPattern(pattern, entry, known);
      if (!wrong) return [];
      const where = [...path, "resources", at, "resources", position];
      const { message, witness } = wrong;
      return [
        { lint: "resource-unknown", level: "warning", path: where, message, witnesses: [witness] },
      ];
    }),
  );
}

interface Wrong {
  readonly message: string;
  /** What was probably meant, and is not matched. */
  readonly witness: AuditRequest;
}

function wrongPattern(
  pattern: string,
  { group }: AuditedResources,
  known: readonly ApiResource[],
): Wrong | undefined {
  if (pattern === "*") return undefined;
  const [name = "", ...rest] = pattern.split("/");
  const subresource = rest.join("/");
  if (pattern === "*/*") {
    return wrong("*/* matches nothing: * alone matches subresources too", "", "pods", "log");
  }
  const inGroup = known.filter((each) => group === "*" || each.group === group);
  if (inGroup.length === 0) return undefined;
  if (name === "*") return missingEverywhere(subresource, group, inGroup);
  const resource = inGroup.find((each) => each.name === name);
  if (!resource) return misplaced(name, group, known);
  return missingBelow(resource, subresource);
}

function wrong(message: string, group: string, resource: string, subresource = ""): Wrong {
  const target = { group, resource, subresource, namespace: "default", name: "" };
  return { message, witness: { ...userCalled(ANYBODY), verb: "get", target } };
}

function groupText(group: string): string {
  return group === "" ? "the core group" : `the group ${group}`;
}

function misplaced(name: string, group: string, known: readonly ApiResource[]): Wrong {
  const there = known.find((each) => each.name === name);
  const singular = known.find(
    (each) => each.singular === name || each.shortNames.includes(name) || each.kind === name,
  );
  const meant = there ?? singular;
  if (!meant) {
    return wrong(`${groupText(group)} has no resource ${name}`, group, name);
  }
  const place = `${groupText(group)} has no resource ${name}`;
  const full = resourceText({ group: meant.group, resource: meant.name, subresource: "" });
  return wrong(`${place}; there is ${full}`, meant.group, meant.name);
}

function missingBelow(
  { group, name, subresources }: ApiResource,
  subresource: string,
): Wrong | undefined {
  // Nobody has told the subresources of custom resources.
  const isOpen = subresource === "" || subresource === "*" || subresources.length === 0;
  if (isOpen || subresources.includes(subresource)) return undefined;
  const message = `${name} has no subresource ${subresource}, only ${subresources.join(", ")}`;
  return wrong(message, group, name, subresource);
}

function missingEverywhere(
  subresource: string,
  group: string,
  inGroup: readonly ApiResource[],
): Wrong | undefined {
  const isOpen =
    inGroup.some(({ subresources }) => subresources.length === 0) &&
    group.includes(".") &&
    !group.endsWith("k8s.io");
  if (isOpen || inGroup.some(({ subresources }) => subresources.includes(subresource))) {
    return undefined;
  }
  return wrong(
    `no resource of ${groupText(group)} has a subresource ${subresource}`,
    group,
    inGroup[0]?.name ?? "",
    subresource,
  );
}

import { type ResourceRequest, resourceRequest } from "../../access/request.ts";
import type { PolicyRule } from "../../access/rule.ts";
import { resourceNamesOf, ruleAllowsVerbOn } from "../../access/rule.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import type { Severity, Violation } from "../../findings/finding.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { rbacObjectsOf } from "./rbac-objects.ts";

/** A right that a check asks about: any of the verbs on any of the resources. */
export interface RightAsked {
  /** `cluster`: a Role cannot grant it. */
  readonly scope: "namespaced" | "cluster";
  readonly verbs: readonly string[];
  /** API group, resource, subresource. */
  readonly resources: readonly (readonly [group: string, resource: string, subresource?: string])[];
  /** Whether a rule for these names only has the right too. Absent: for no names. */
  readonly named?: (names: readonly string[]) => boolean;
  /** Whether a rule has the right only where it names these names. */
  readonly onlyNamed?: true;
}

/** A right, compiled for rules. */
export interface RightQuestion {
  /** What the rule allows of the right; undefined where it has nothing of it. */
  readonly allowedBy: (rule: PolicyRule) => AllowedRight | undefined;
  readonly scope: RightAsked["scope"];
}

interface AllowedRight {
  readonly verbs: readonly string[];
  /** `pods/exec`, `deployments.apps`. */
  readonly resources: readonly string[];
  /** Index of the rule's first resource that is one of them. */
  readonly resource: number;
  /** Index of the rule's first verb that is one of them. */
  readonly verb: number;
}

/** Compiles a right: rules that name none of its resources cost one look-up a resource. */
export function rightQuestion({
  scope,
  verbs,
  resources,
  named,
  onlyNamed,
}: RightAsked): RightQuestion {
  const asked = resources.map(([group, resource, subresource = ""]) => {
    const request = resourceRequest({ verb: "", group, resource, subresource });
    return { request, names: new Set(resourceNamesOf(request)), text: textOfResource(request) };
  });
  const all = new Set(asked.flatMap(({ names }) => [...names]));

  function allowedBy(rule: PolicyRule): AllowedRight | undefined {
    if (!rule.resources.some((resource) => all.has(resource))) return undefined;
    const { resourceNames } = rule;
    const counts = resourceNames.length > 0 ? named?.(resourceNames) : !onlyNamed;
    if (counts !== true) return undefined;
    const name = resourceNames[0] ?? "";
    const may = (request: ResourceRequest, verb: string): boolean =>
      ruleAllowsVerbOn(rule, { ...request, verb, name });
    const granted = asked.filter(
      ({ request, names }) =>
        rule.resources.some((resource) => names.has(resource)) &&
        verbs.some((verb) => may(request, verb)),
    );
    const [first] = granted;
    if (first === undefined) return undefined;
    const allowed = verbs.filter((verb) => may(first.request, verb));
    return {
      verbs: allowed,
      resources: granted.map(({ text }) => text),
      resource: rule.resources.findIndex((each) => granted.some(({ names }) => names.has(each))),
      verb: rule.verbs.findIndex((verb) => verb === "*" || allowed.includes(verb)),
    };
  }

  return { allowedBy, scope };
}

export interface RuleReport {
  /** The field that is at fault: the verb for rights that only their verb makes dangerous. */
  readonly at: "verbs" | "resources";
  /** Of a Role, which grants it in its namespace only. */
  readonly inNamespace?: Severity;
  /** Where it differs from those for what the rule allows. */
  readonly severity?: (rule: PolicyRule, object: SnapshotObject) => Severity | undefined;
}

/** The rules of an object that give a right, at the entry that gives it. */
export function* rulesThatAllow(
  object: SnapshotObject,
  cluster: Cluster,
  question: RightQuestion,
  report: RuleReport,
): Generator<Violation> {
  if (object.object.kind === "Role" && question.scope === "cluster") return;
  for (const [index, rule] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
    const allowed = question.allowedBy(rule);
    if (allowed === undefined) continue;
    const severity = severityOf(rule, object, report);
    yield {
      path: ["rules", index, report.at, report.at === "verbs" ? allowed.verb : allowed.resource],
      message: `allows ${listed(allowed.verbs)} on ${listed(allowed.resources)}${ofNames(rule)}`,
      ...(severity === undefined ? {} : { severity }),
    };
  }
}

function severityOf(
  rule: PolicyRule,
  object: SnapshotObject,
  { severity, inNamespace }: RuleReport,
): Severity | undefined {
  return severity?.(rule, object) ?? (object.object.kind === "Role" ? inNamespace : undefined);
}

/** A list as a sentence has it, cut after the third. */
export function listed(items: readonly string[]): string {
  const shown = items.length > MOST ? items.slice(0, MOST - 1) : items.slice(0, -1);
  const rest = items.length - shown.length;
  const last = rest > 1 ? `${rest} more` : items.at(-1);
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last}`;
}

const MOST = 4;

function ofNames({ resourceNames }: PolicyRule): string {
  return resourceNames.length === 0 ? "" : ` named ${listed(resourceNames)}`;
}

function textOfResource({ group, resource, subresource }: ResourceRequest): string {
  const named = subresource === "" ? resource : `${resource}/${subresource}`;
  return group === "" ? named : `${named} of ${group}`;
}

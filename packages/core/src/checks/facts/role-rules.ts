import {
  groupsAskedAbout,
  hasNamespaced,
  isAskedInNamespaces,
  scopeOfResource,
} from "../../access/grantable.ts";
import { type ResourceRequest, resourceRequest } from "../../access/request.ts";
import type { PolicyRule } from "../../access/rule.ts";
import { resourceNamesOf, ruleAllowsVerbOn } from "../../access/rule.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import type { Severity, Violation } from "../../findings/finding.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { namespacesOfRole, rbacObjectsOf } from "./rbac-objects.ts";

/** A right that a check asks about: any of the verbs on any of the resources. */
export interface RightAsked {
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
  /** What the rule allows of the right, perhaps in some namespaces alone; undefined where it has nothing of it. */
  readonly allowedBy: (
    rule: PolicyRule,
    namespaces: ReadonlySet<string> | undefined,
  ) => AllowedRight | undefined;
}

interface AllowedRight {
  readonly verbs: readonly string[];
  /** `pods/exec`, `deployments.apps`. */
  readonly resources: readonly string[];
  /** Index of the rule's first resource that is one of them. */
  readonly resource: number;
  /** Index of the rule's first verb that is one of them. */
  readonly verb: number;
  /** What is allowed, each with one of the verbs. */
  readonly requests: readonly ResourceRequest[];
}

/** Compiles a right: rules that name none of its resources cost one look-up a resource. */
export function rightQuestion({ verbs, resources, named, onlyNamed }: RightAsked): RightQuestion {
  const asked = resources.map(([group, resource, subresource = ""]) => {
    const request = resourceRequest({ verb: "", group, resource, subresource });
    return { request, names: new Set(resourceNamesOf(request)), text: textOfResource(request) };
  });
  const all = new Set(asked.flatMap(({ names }) => [...names]));

  function allowedBy(
    rule: PolicyRule,
    namespaces: ReadonlySet<string> | undefined,
  ): AllowedRight | undefined {
    if (!rule.resources.some((resource) => all.has(resource))) return undefined;
    const { resourceNames } = rule;
    const counts = resourceNames.length > 0 ? named?.(resourceNames) : !onlyNamed;
    if (counts !== true) return undefined;
    const name = resourceNames[0] ?? "";
    const may = (request: ResourceRequest, verb: string): boolean =>
      ruleAllowsVerbOn(rule, { ...request, verb, name }) &&
      (namespaces === undefined ||
        isAskedInNamespaces({ ...request, verb }, { names: resourceNames, namespaces }));
    const some = asked.filter(
      ({ request, names }) =>
        rule.resources.some((resource) => names.has(resource)) &&
        verbs.some((verb) => may(request, verb)),
    );
    const [first] = some;
    if (first === undefined) return undefined;
    const allowed = verbs.filter((verb) => may(first.request, verb));
    const granted = some.filter(({ request }) => allowed.every((verb) => may(request, verb)));
    return {
      verbs: allowed,
      resources: granted.map(({ text }) => text),
      requests: granted.flatMap(({ request }) =>
        allowed.map((verb) => ({ ...request, verb, name })),
      ),
      resource: rule.resources.findIndex((each) => granted.some(({ names }) => names.has(each))),
      verb: rule.verbs.findIndex((verb) => verb === "*" || allowed.includes(verb)),
    };
  }

  return { allowedBy };
}

export interface RuleReport {
  /** The field that is at fault: the verb for rights that only their verb makes dangerous. */
  readonly at: "verbs" | "resources";
  /** Of a role that grants it in namespaces only. */
  readonly inNamespace?: Severity;
  /** Where it differs from those for what the rule allows. */
  readonly severity?: (
    rule: PolicyRule,
    namespaces: ReadonlySet<string> | undefined,
  ) => Severity | undefined;
  /** The verbs that say enough: where a rule allows one of them, the others are not named. */
  readonly telling?: readonly string[];
  /** What is to be said where it allows none of those, as a clause that begins with `which`. */
  readonly because?: string;
}

/** The rules of an object that give a right, at the entry that gives it. */
export function* rulesThatAllow(
  object: SnapshotObject,
  cluster: Cluster,
  question: RightQuestion,
  report: RuleReport,
): Generator<Violation> {
  const namespaces = namespacesOfRole(object, cluster);
  for (const [index, rule] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
    const allowed = question.allowedBy(rule, namespaces);
    if (allowed === undefined) continue;
    const severity =
      report.severity?.(rule, namespaces) ?? (namespaces ? report.inNamespace : undefined);
    yield {
      path: ["rules", index, report.at, report.at === "verbs" ? allowed.verb : allowed.resource],
      message: `allows ${wordsOf(allowed, report)}${ofNames(rule)}${becauseOf(allowed, report)}`,
      ...(severity === undefined ? {} : { severity }),
    };
  }
}

function wordsOf(allowed: AllowedRight, report: RuleReport): string {
  const told = toldOf(allowed, report);
  return `${listed(told.length > 0 ? told : allowed.verbs)} on ${listed(allowed.resources)}`;
}

function becauseOf(allowed: AllowedRight, report: RuleReport): string {
  const { because } = report;
  return because === undefined || toldOf(allowed, report).length > 0 ? "" : `, ${because}`;
}

function toldOf({ verbs }: AllowedRight, { telling }: RuleReport): readonly string[] {
  return telling === undefined ? verbs : verbs.filter((verb) => telling.includes(verb));
}

/** Whether a rule can grant anything at all on one of its resources, in some namespaces alone where the role is for those. */
export function isGrantable(
  rule: PolicyRule,
  resource: string,
  namespaces: ReadonlySet<string> | undefined,
): boolean {
  const { verbs, resourceNames: names } = rule;
  const asked = verbs.includes("*") ? ["get", "bind"] : verbs;
  return groupsAskedAbout(rule).some((group) => {
    if (group === "*" || resource === "*" || resource.startsWith("*/")) {
      return namespaces === undefined || resource !== "*" || hasNamespaced(group);
    }
    if (namespaces === undefined) return scopeOfResource(group, resource) !== "absent";
    return asked.some((verb) =>
      isAskedInNamespaces({ verb, group, resource }, { names, namespaces }),
    );
  });
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

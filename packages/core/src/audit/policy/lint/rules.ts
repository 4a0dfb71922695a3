import type { FieldPath } from "../../../kubernetes/field-path.ts";
import type { ApiResource } from "../../../kubernetes/resources.ts";
import { auditDecision, matchesResource } from "../evaluate.ts";
import { AUDIT_STAGES, type AuditPolicy, type AuditRequest, type AuditRule } from "../model.ts";
import { decisionsOf, RESOURCE_VERBS } from "../space/decisions.ts";
import { ANYBODY, userCalled } from "../space/who.ts";
import { auditStages } from "../stages.ts";
import { auditTargetText } from "../words.ts";
import { identityRemarks } from "./identities.ts";
import type { AuditRemark } from "./model.ts";
import { resourceRemarks } from "./resources.ts";

/** Rules, or parts of them, that do not do what they say. */
export function ruleRemarks(
  policy: AuditPolicy,
  resources: readonly ApiResource[],
): readonly AuditRemark[] {
  const { all, isComplete } = decisionsOf([policy], {}, resources);
  const deciding = new Set(all.map(({ rules: [rule] }) => rule));
  return policy.rules.flatMap((rule, index) => {
    const path: FieldPath = ["rules", index];
    const parts = [
      ...verbRemarks(rule, path),
      ...identityRemarks(rule, path),
      ...namespaceRemarks(rule, path),
      ...resourceRemarks(rule, path, resources),
      ...parentRemarks(policy, index),
      ...silentRemarks(policy, index),
    ];
    if (!isComplete || deciding.has(index)) return parts;
    return [...parts, ...uselessRemarks(policy, index, resources, parts.length > 0)];
  });
}

/** Why no request reaches a rule. */
function uselessRemarks(
  policy: AuditPolicy,
  index: number,
  resources: readonly ApiResource[],
  isExplained: boolean,
): readonly AuditRemark[] {
  const rule = policy.rules[index];
  if (!rule) return [];
  const alone: AuditPolicy = { ...policy, rules: [rule] };
  const matching = decisionsOf([alone], {}, resources)
    .all.filter(({ rules: [first] }) => first === 0)
    .sort((a, b) => Number(b.isKnown) - Number(a.isKnown));
  const [example] = matching;
  if (!example) {
    if (isExplained) return [];
    const request = anyRequest();
    return [remark("rule-matches-nothing", ["rules", index], "matches no request", [request])];
  }
  const { rule: by } = auditDecision(policy, example.request);
  const message = `is never reached: what it matches is decided before, as ${shortText(example.request)} by rules[${by ?? ""}]`;
  return [remark("rule-shadowed", ["rules", index], message, [example.request])];
}

function shortText({ verb, target }: AuditRequest): string {
  return `${verb} ${auditTargetText(target)}`;
}

function anyRequest(): AuditRequest {
  const target = { group: "", resource: "pods", subresource: "", namespace: "default", name: "" };
  return { ...userCalled(ANYBODY), verb: "get", target };
}

function remark(
  lint: AuditRemark["lint"],
  path: FieldPath,
  message: string,
  witnesses: readonly AuditRequest[],
): AuditRemark {
  return { lint, level: "warning", path, message, witnesses };
}

const METHODS: ReadonlySet<string> = new Set([
  ...["get", "head", "post", "put", "patch", "delete", "options", "connect", "trace"],
]);
const KNOWN_VERBS: ReadonlySet<string> = new Set([...RESOURCE_VERBS, "proxy", "watch", ...METHODS]);

function verbRemarks({ verbs }: AuditRule, path: FieldPath): readonly AuditRemark[] {
  return verbs.flatMap((verb, index) => {
    if (KNOWN_VERBS.has(verb)) return [];
    const meant =
      verb === "*"
        ? "is taken for a verb of that name: there is no wildcard for verbs"
        : `"${verb}" is no verb of any request`;
    return remark("verb-unknown", [...path, "verbs", index], meant, [anyRequest()]);
  });
}

function namespaceRemarks({ namespaces }: AuditRule, path: FieldPath): readonly AuditRemark[] {
  return namespaces.flatMap((namespace, index) =>
    namespace.includes("*")
      ? remark(
          "namespace-wildcard",
          [...path, "namespaces", index],
          `"${namespace}" is taken for a namespace of that name: there is no wildcard for namespaces`,
          [anyRequest()],
        )
      : [],
  );
}

/** `pods/*` that takes `pods` from a later rule, which names them. */
function parentRemarks(policy: AuditPolicy, index: number): readonly AuditRemark[] {
  const rule = policy.rules[index];
  const later = policy.rules.slice(index + 1).flatMap(({ resources }) => resources);
  return (rule?.resources ?? []).flatMap((entry, at) =>
    entry.resources.flatMap((pattern, position) => {
      const resource = pattern.endsWith("/*") ? pattern.slice(0, -2) : "";
      if (resource === "" || resource === "*") return [];
      const target = {
        group: entry.group,
        resource,
        subresource: "",
        namespace: "default",
        name: "",
      };
      const isMeantLater = later.some(
        (each) => each.resources.includes(resource) && matchesResource(each, target),
      );
      if (!isMeantLater) return [];
      const { all } = decisionsOf([policy], {
        what: (what) =>
          !("path" in what) &&
          what.group === entry.group &&
          what.resource === resource &&
          what.subresource === "",
      });
      const taken = all.find(({ rules: [first] }) => first === index);
      const where = [...path(index), "resources", at, "resources", position];
      const message = `${pattern} matches ${resource} too, which a later rule names`;
      return taken ? [remark("wildcard-includes-parent", where, message, [taken.request])] : [];
    }),
  );
}

function path(index: number): FieldPath {
  return ["rules", index];
}

/** A rule with a level of which every stage is left out. */
function silentRemarks(policy: AuditPolicy, index: number): readonly AuditRemark[] {
  const rule = policy.rules[index];
  if (!rule || rule.level === "None") return [];
  const omitted = new Set([...policy.omitStages, ...rule.omitStages]);
  if (AUDIT_STAGES.some((stage) => stage !== "Panic" && !omitted.has(stage))) return [];
  const reached = decisionsOf([policy]).all.find(
    ({ rules: [first], request }) =>
      first === index && auditStages(request, auditDecision(policy, request)).length === 0,
  );
  if (!reached) return [];
  const message = `records nothing at level ${rule.level}: the stages of every request are left out`;
  return [
    remark("rule-records-nothing", [...path(index), "omitStages"], message, [reached.request]),
  ];
}

import { cisGaps } from "../cis.ts";
import { auditDecision } from "../evaluate.ts";
import { isAtLeast } from "../levels.ts";
import type { AuditLevel, AuditPolicy, AuditRequest } from "../model.ts";
import { type Decided, decisionsOf, type Requests } from "../space/decisions.ts";
import type { What } from "../space/targets.ts";
import { ANYBODY, isComponent, userCalled, type Who } from "../space/who.ts";
import { auditStages } from "../stages.ts";
import { CONCERNS, type Concern, CREDENTIALS, SESSIONS, TELLING_BODIES } from "./concerns.ts";
import type { AuditLint, AuditRemark } from "./model.ts";

/** What the log will not show, or shows too much of, each with a request that proves it. */
export function visibilityRemarks(policy: AuditPolicy): readonly AuditRemark[] {
  return [
    ...credentialsRecorded(policy),
    ...unrecorded(policy),
    ...somebodyUnrecorded(policy),
    ...startUnrecorded(policy),
    ...failedAuthentication(policy),
    ...restUnrecorded(policy),
    ...bodiesUnrecorded(policy),
    ...benchmarkRemarks(policy),
  ];
}

/** Requests of a concern that somebody other than a component of Kubernetes makes. */
function requestsOf(
  { group, resources, verbs }: Concern,
  who: (who: Who) => boolean = isOutsider,
): Requests {
  const what = (each: What): boolean =>
    !("path" in each) &&
    each.group === group &&
    resources.includes(
      each.subresource === "" ? each.resource : `${each.resource}/${each.subresource}`,
    );
  return { what, who, ...(verbs.length > 0 && { verbs }) };
}

function isOutsider(who: Who): boolean {
  return who.user !== undefined && !isComponent(who);
}

function rulePath(rule: number | undefined, ...more: readonly string[]): AuditRemark["path"] {
  return rule === undefined ? ["rules"] : ["rules", rule, ...more];
}

/** Remarks by the rule that decides, in the order of the rules: one names all that it is about. */
function byRule(
  lint: AuditLint,
  found: readonly { readonly what: string; readonly decided: Decided }[],
  {
    level,
    field,
    message,
  }: {
    readonly level: AuditRemark["level"];
    readonly field: string;
    readonly message: (what: string, rule: number | undefined) => string;
  },
): readonly AuditRemark[] {
  const rules = new Map<
    number | undefined,
    { readonly whats: string[]; readonly witnesses: AuditRequest[] }
  >();
  for (const { what, decided } of found) {
    const [rule] = decided.rules;
    const group = rules.get(rule) ?? { whats: [], witnesses: [] };
    rules.set(rule, group);
    if (group.whats.includes(what)) continue;
    group.whats.push(what);
    group.witnesses.push(decided.request);
  }
  return [...rules].map(([rule, { whats, witnesses }]) => ({
    ...{ lint, level, witnesses },
    path: rulePath(rule, field),
    message: message(listed(whats), rule),
  }));
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function concernsWhere(
  policy: AuditPolicy,
  concerns: readonly Concern[],
  wanted: (decided: Decided) => boolean,
): readonly { readonly what: string; readonly decided: Decided }[] {
  return concerns.flatMap((concern) =>
    decisionsOf([policy], requestsOf(concern))
      .all.filter(wanted)
      .map((decided) => ({ what: concern.what, decided })),
  );
}

function levelOf(policy: AuditPolicy, { request }: Decided): AuditLevel {
  return auditDecision(policy, request).level;
}

function credentialsRecorded(policy: AuditPolicy): readonly AuditRemark[] {
  const found = CREDENTIALS.flatMap((concern) =>
    decisionsOf(
      [policy],
      requestsOf(concern, () => true),
    )
      .all.filter((decided) => isAtLeast(levelOf(policy, decided), concern.from))
      .map((decided) => ({ what: concern.what, decided })),
  );
  return byRule("credentials-recorded", found, {
    level: "warning",
    field: "level",
    message: (what) => `records the content of ${what}`,
  });
}

function unrecorded(policy: AuditPolicy): readonly AuditRemark[] {
  const found = concernsWhere(
    policy,
    CONCERNS,
    (decided) => auditStages(decided.request, auditDecision(policy, decided.request)).length === 0,
  ).filter(({ decided }) => !isOfHidden(policy, decided));
  return byRule("unrecorded", found, {
    level: "warning",
    field: "level",
    message: (what, rule) =>
      rule === undefined ? `no rule records ${what}` : `does not record ${what}`,
  });
}

/** Rules that leave out all that somebody does, whatever it is. */
function hidingRules(policy: AuditPolicy): readonly number[] {
  return policy.rules.flatMap((rule, index) =>
    rule.level === "None" &&
    rule.users.length + rule.userGroups.length > 0 &&
    rule.verbs.length + rule.resources.length + rule.namespaces.length === 0 &&
    rule.nonResourceURLs.length === 0
      ? index
      : [],
  );
}

function isOfHidden(policy: AuditPolicy, { rules: [rule] }: Decided): boolean {
  return rule !== undefined && hidingRules(policy).includes(rule);
}

function somebodyUnrecorded(policy: AuditPolicy): readonly AuditRemark[] {
  const hiding = new Set<number | undefined>(hidingRules(policy));
  if (hiding.size === 0) return [];
  const secrets: Concern = { what: "", group: "", resources: ["secrets"], verbs: ["get"] };
  return decisionsOf(
    [policy],
    requestsOf(secrets, ({ user }) => user !== undefined),
  )
    .all.filter(({ rules: [rule] }) => hiding.has(rule))
    .map(({ request, rules: [rule] }) => ({
      lint: "everything-of-somebody-unrecorded",
      level: "warning",
      path: rulePath(rule, "level"),
      message: "records nothing that its users and groups do, whatever it is",
      witnesses: [request],
    }));
}

function startUnrecorded(policy: AuditPolicy): readonly AuditRemark[] {
  const found = concernsWhere(policy, SESSIONS, ({ request }) => {
    const stages = auditStages(request, auditDecision(policy, request));
    return stages.join() === "ResponseComplete";
  });
  return byRule("start-unrecorded", found, {
    level: "warning",
    field: "omitStages",
    message: (what) => `records ${what} only when the session has ended`,
  });
}

/** Wrong tokens and certificates: the one event that they have is of ResponseStarted. */
function failedAuthentication(policy: AuditPolicy): readonly AuditRemark[] {
  const request: AuditRequest = {
    user: undefined,
    groups: [],
    verb: "get",
    target: { group: "", resource: "secrets", subresource: "", namespace: "default", name: "" },
  };
  const decision = auditDecision(policy, request);
  if (auditStages(request, decision).length > 0) return [];
  const { level, rule } = decision;
  return [
    {
      lint: "failed-authentication-unrecorded",
      level: "note",
      path: rulePath(rule, level === "None" ? "level" : "omitStages"),
      message:
        "does not record requests whose authentication fails, such as those with a wrong token",
      witnesses: [request],
    },
  ];
}

/** A resource of which the policy's author has not heard. */
function restUnrecorded(policy: AuditPolicy): readonly AuditRemark[] {
  const request: AuditRequest = {
    ...userCalled(ANYBODY),
    verb: "create",
    target: {
      group: "example.com",
      resource: "widgets",
      subresource: "",
      namespace: "default",
      name: "",
    },
  };
  if (auditDecision(policy, request).rule !== undefined) return [];
  return [
    {
      lint: "no-rule-for-the-rest",
      level: "warning",
      path: ["rules"],
      message:
        "no rule decides about resources that it does not name, so that nothing of them is recorded",
      witnesses: [request],
    },
  ];
}

function bodiesUnrecorded(policy: AuditPolicy): readonly AuditRemark[] {
  const found = concernsWhere(
    policy,
    TELLING_BODIES,
    (decided) => levelOf(policy, decided) === "Metadata",
  );
  return byRule("bodies-unrecorded", found, {
    level: "note",
    field: "level",
    message: (what) => `records of ${what} that it was done, not what was written`,
  });
}

function benchmarkRemarks(policy: AuditPolicy): readonly AuditRemark[] {
  const gaps = cisGaps(policy);
  const [first] = gaps;
  if (!first) return [];
  const wanted = gaps.map(({ resource, level }) => `${resource} at ${level}`);
  return [
    {
      lint: "cis-3.2.2",
      level: "note",
      path: rulePath(first.rule),
      message: `does not record all that CIS 3.2.2 asks for: ${listed(wanted)}`,
      witnesses: gaps.map(({ request }) => request),
    },
  ];
}

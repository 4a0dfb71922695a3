import {
  type AuditPolicy,
  type AuditRemark,
  type AuditRequest,
  auditDecision,
  auditStages,
  decisionsOf,
  diffAuditPolicies,
  lintAuditPolicy,
  readAuditPolicy,
  userCalled,
} from "@watertight/core/audit";
import { pick, seeded } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { randomAuditPolicy, randomAuditRequest } from "./random-audit.ts";

const POLICIES = 100;
/** Of each policy. */
const REQUESTS = 200;

function randomPolicy(random: () => number): AuditPolicy {
  const { policy } = readAuditPolicy(randomAuditPolicy(random, 6));
  if (!policy) throw new Error("The policy is refused.");
  return policy;
}

const USERS = ["ann", "ben", "system:serviceaccount:a:x", "system:anonymous"];

/** A request that a server can get: of a user with the groups of its name, perhaps one more, for what URLs can say. */
function possibleRequest(random: () => number): AuditRequest {
  const { target, verb } = randomAuditRequest(random);
  const isResource = !("path" in target);
  const verbs = isResource ? ["get", "list", "watch", "create", "update", ""] : ["get", "put"];
  const asked = verbs.includes(verb) ? verb : "get";
  const who = possibleWho(random);
  if (!isResource) return { ...who, verb: asked, target };
  const { group, resource, subresource, namespace, name } = target;
  const isNew = asked === "create" && subresource !== "log";
  return {
    ...{ ...who, verb: asked },
    target: {
      group: group === "*" ? "apps" : group,
      resource: resource === "*" ? "secrets" : resource,
      subresource: subresource === "*" ? "" : subresource,
      namespace: namespace === "*" ? "a" : namespace,
      name: isNew ? "" : name,
    },
  };
}

function possibleWho(random: () => number): Pick<AuditRequest, "groups" | "user"> {
  if (random() < 0.1) return { user: undefined, groups: [] };
  const user = pick(random, USERS);
  const further = user !== "system:anonymous" && random() < 0.4;
  return userCalled(user, ...(further ? [pick(random, ["dev", "ops"])] : []));
}

test(`every way in which ${POLICIES} random pairs of policies decide random requests was found, and each proof holds`, () => {
  const random = seeded(20261202);
  const seen = { ways: 0, requests: 0, open: 0 };
  const faults: unknown[] = [];
  for (let index = 0; index < POLICIES; index++) {
    const policies = [randomPolicy(random), randomPolicy(random)];
    const { all, isComplete } = decisionsOf(policies);
    if (!isComplete) seen.open += 1;
    const ways = new Set(all.map(({ rules }) => JSON.stringify(rules.map((rule) => rule ?? -1))));
    seen.ways += ways.size;
    const rulesOf = (request: AuditRequest): string =>
      JSON.stringify(policies.map((policy) => auditDecision(policy, request).rule ?? -1));
    for (const { request, rules } of all) {
      const said = JSON.stringify(rules.map((rule) => rule ?? -1));
      if (rulesOf(request) !== said) faults.push({ request, said });
    }
    for (let asked = 0; asked < REQUESTS; asked++) {
      const request = possibleRequest(random);
      seen.requests += 1;
      if (isComplete && !ways.has(rulesOf(request))) {
        faults.push({ request, missing: rulesOf(request), policies: JSON.stringify(policies) });
      }
    }
  }
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  expect(faults.slice(0, 2)).toEqual([]);
  expect(seen.open).toBe(0);
  expect(seen.ways).toBeGreaterThan(POLICIES * 5);
});

test(`every remark on ${POLICIES} random policies is shown by its requests`, () => {
  const random = seeded(20261203);
  const counts = new Map<string, number>();
  const faults: unknown[] = [];
  for (let index = 0; index < POLICIES; index++) {
    const policy = randomPolicy(random);
    for (const remark of lintAuditPolicy(policy)) {
      counts.set(remark.lint, (counts.get(remark.lint) ?? 0) + 1);
      const { witnesses } = remark;
      const shown = witnesses.filter((request) => isShown(policy, remark, request));
      if (shown.length === 0 || shown.length < witnesses.length) faults.push(remark);
    }
  }
  process.stdout.write(`${JSON.stringify(Object.fromEntries(counts))}\n`);
  expect(faults.slice(0, 2)).toEqual([]);
  expect(counts.size).toBeGreaterThan(11);
});

/** What a remark claims, asked of the engine alone. */
function isShown(policy: AuditPolicy, { lint, path }: AuditRemark, request: AuditRequest): boolean {
  const decision = auditDecision(policy, request);
  const stages = auditStages(request, decision).join();
  const [, index] = path;
  const decides = typeof index !== "number" || decision.rule === index;
  const claims: Readonly<Record<string, () => boolean>> = {
    "rule-shadowed": () => {
      const rule = policy.rules[Number(index)];
      const alone = { ...policy, rules: rule ? [rule] : [] };
      return Number(decision.rule) < Number(index) && auditDecision(alone, request).rule === 0;
    },
    "rule-records-nothing": () => decides && decision.level !== "None" && stages === "",
    "wildcard-includes-parent": () => decides,
    "credentials-recorded": () =>
      decides && ["Request", "RequestResponse"].includes(decision.level),
    unrecorded: () => decides && stages === "",
    "everything-of-somebody-unrecorded": () => decides && stages === "",
    "start-unrecorded": () => decides && stages === "ResponseComplete",
    "failed-authentication-unrecorded": () => decides && stages === "",
    "no-rule-for-the-rest": () => decision.rule === undefined,
    "bodies-unrecorded": () => decides && decision.level === "Metadata",
  };
  return (claims[lint] ?? (() => true))();
}

test(`no random request is recorded otherwise by two policies than their difference says, ${POLICIES} times`, () => {
  const random = seeded(20261204);
  const counts = { less: 0, more: 0, mixed: 0, same: 0 };
  const faults: unknown[] = [];
  for (let index = 0; index < POLICIES; index++) {
    const [before, after] = [randomPolicy(random), randomPolicy(random)];
    const { changes } = diffAuditPolicies(before, after);
    for (const { change, request } of changes) {
      counts[change] += 1;
      const differs =
        recordOf(before, request) !== recordOf(after, request) ||
        auditDecision(before, request).omitManagedFields !==
          auditDecision(after, request).omitManagedFields;
      if (!differs) faults.push({ change, request });
    }
    const pairs = new Set(changes.map((each) => `${each.before.rule} ${each.after.rule}`));
    for (let asked = 0; asked < REQUESTS; asked++) {
      const request = possibleRequest(random);
      const pair = `${auditDecision(before, request).rule} ${auditDecision(after, request).rule}`;
      if (recordOf(before, request) === recordOf(after, request)) counts.same += 1;
      else if (!pairs.has(pair))
        faults.push({
          request,
          pair,
          before: JSON.stringify(before),
          after: JSON.stringify(after),
        });
    }
  }
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(faults.slice(0, 2)).toEqual([]);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(POLICIES / 2);
});

function recordOf(policy: AuditPolicy, request: AuditRequest): string {
  const decision = auditDecision(policy, request);
  const stages = auditStages(request, decision);
  return stages.length === 0 ? "" : `${decision.level} ${stages.join()}`;
}

import {
  type Authorizer,
  appliesToUser,
  createAuthorizer,
  createUsageRecorder,
  indexSubjects,
  leastPrivilege,
  readAuditEvent,
  readSubjectAccessReview,
  ruleAllows,
  type UsageRecorder,
  type UsedRule,
  usedRules,
  usernameOf,
} from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import { seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { objectsOf, randomCluster, randomReview } from "./random-access.ts";

const CLUSTERS = 150;
/** Of each cluster. */
const REVIEWS = 120;

type Request = Extract<ReturnType<typeof readSubjectAccessReview>, { request: unknown }>["request"];

interface Used {
  readonly user: string;
  readonly groups: readonly string[];
  readonly request: Request;
}

/** A question that a role allows, as a log can show it: others than RBAC give what no role takes away, and a creation has no name. */
function usedBy(spec: JsonObject, authorizer: Authorizer): readonly Used[] {
  const read = readSubjectAccessReview({ spec });
  if ("problem" in read) return [];
  const { user, request } = read;
  const { allowed, reason } = authorizer.authorize(user, request);
  const isByRole = allowed && reason.startsWith("RBAC") && user.name !== "" && request.verb !== "";
  return isByRole && isWritable(request) ? [{ user: user.name, groups: user.groups, request }] : [];
}

function isWritable(request: Request): boolean {
  if ("path" in request) return request.path.startsWith("/") && !request.path.includes("?");
  return request.resource !== "" && (request.verb !== "create" || request.name === "");
}

function record(recorder: UsageRecorder, used: Used): void {
  const event = readAuditEvent(eventOf(used));
  if ("problem" in event) throw new Error(event.problem);
  recorder.record(event);
}

/** An event of an allowed request. */
function eventOf({ user, groups, request }: Used): JsonObject {
  const head = {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    stage: "ResponseComplete",
    stageTimestamp: "2026-01-01T00:00:00.000000Z",
    user: { username: user, groups },
    verb: request.verb,
    annotations: { "authorization.k8s.io/decision": "allow" },
  };
  if ("path" in request) return { ...head, requestURI: request.path };
  const { group, resource, subresource, namespace, name } = request;
  return { ...head, objectRef: { apiGroup: group, resource, subresource, namespace, name } };
}

/**
 * Whether a rule gives anything to anybody: no binding takes anything from the group that may do all, what is nobody has nothing, and
 * a RoleBinding gives no paths.
 */
function isEffective({ binding: { subjects, namespace }, rule }: UsedRule): boolean {
  if (namespace !== "" && rule.resources.length === 0) return false;
  return subjects.every((subject) =>
    subject.kind === "Group"
      ? subject.name !== "system:masters"
      : usernameOf(subject) !== undefined,
  );
}

/** Whether a request may rest on a rule. */
function rests({ user, groups, request }: Used, { binding, rule }: UsedRule): boolean {
  const within = "path" in request ? "" : request.namespace;
  return (
    (binding.namespace === "" || binding.namespace === within) &&
    binding.subjects.some((subject) => appliesToUser(subject, { name: user, groups })) &&
    ruleAllows(rule, request)
  );
}

test(`what ${CLUSTERS} random logs show is allowed by the narrowed roles, and nothing else is left in them`, () => {
  const random = seeded(20261205);
  const seen = { allowed: 0, rules: 0, unused: 0 };
  const faults: unknown[] = [];
  for (let index = 0; index < CLUSTERS; index++) {
    const snapshot = wholeSnapshotOf(objectsOf(randomCluster(random, false)));
    const authorizer = createAuthorizer(snapshot);
    const recorder = createUsageRecorder(indexSubjects(authorizer.bindings), true);
    const used = Array.from({ length: REVIEWS }, () => randomReview(random)).flatMap((spec) =>
      usedBy(spec, authorizer),
    );
    for (const each of used) record(recorder, each);
    const usage = recorder.usage();
    seen.unused += usedRules(authorizer.bindings, usage).filter(({ use }) => !use).length;
    const { narrowed } = leastPrivilege(snapshot, authorizer, { usage, isWindowComplete: true });
    const after = createAuthorizer(narrowed);
    for (const { user, groups, request } of used) {
      seen.allowed += 1;
      if (!after.authorize({ name: user, groups }, request).allowed) {
        faults.push({ user, groups, request });
      }
    }
    const rules = usedRules(after.bindings, usage).filter(isEffective);
    seen.rules += rules.length;
    const unused = rules.filter((rule) => !used.some((each) => rests(each, rule)));
    faults.push(...unused.map(({ rule, binding }) => ({ rule, binding: binding.name, index })));
  }
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  expect(faults.slice(0, 3)).toEqual([]);
  expect(Math.min(seen.allowed, seen.rules, seen.unused)).toBeGreaterThan(100);
});

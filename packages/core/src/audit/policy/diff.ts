import type { ApiResource } from "../../kubernetes/resources.ts";
import { apiResources } from "../../kubernetes/resources.ts";
import { decisionOf } from "./evaluate.ts";
import { AUDIT_LEVELS, type AuditDecision, type AuditPolicy, type AuditRequest } from "./model.ts";
import { decisionsOf, type Requests, SHORT_VERBS } from "./space/decisions.ts";
import type { What } from "./space/targets.ts";
import type { Who } from "./space/who.ts";
import { auditStages, isLongSubresource } from "./stages.ts";

/** Requests that another policy records otherwise: those that a pair of rules decides. */
export interface AuditChange {
  /** `mixed`: a higher level with fewer stages, or the reverse. */
  readonly change: "less" | "mixed" | "more";
  /** One of these requests. */
  readonly request: AuditRequest;
  readonly before: AuditDecision;
  readonly after: AuditDecision;
}

/** What one policy records otherwise than another, by the engine; each kind of change with a request that shows it, losses first. */
export function diffAuditPolicies(
  before: AuditPolicy,
  after: AuditPolicy,
  resources: readonly ApiResource[] = apiResources(),
): { readonly changes: readonly AuditChange[]; readonly isComplete: boolean } {
  const changes = new Map<string, AuditChange>();
  let isComplete = true;
  for (const requests of KINDS) {
    const found = decisionsOf([before, after], requests, resources);
    isComplete &&= found.isComplete;
    for (const { request, rules } of found.all) {
      const [one, other] = rules;
      const [was, is] = [decisionOf(before, one), decisionOf(after, other)];
      const change = changeOf(request, was, is);
      const key = `${rules.join()} ${change ?? ""}`;
      if (change === undefined || changes.has(key)) continue;
      changes.set(key, { change, request, before: was, after: is });
    }
  }
  return { changes: [...changes.values()].sort((a, b) => rank(a) - rank(b)), isComplete };
}

function isLong(what: What): boolean {
  return "path" in what
    ? what.path.startsWith("/debug/pprof/")
    : isLongSubresource(what.subresource);
}

function isSomebody({ user }: Who): boolean {
  return user !== undefined;
}

/** Requests of one kind have the same stages, so that what is said of one holds of all that the same rules decide. */
const KINDS: readonly Requests[] = [
  { who: isSomebody, what: (what) => !isLong(what), verbs: SHORT_VERBS },
  { who: isSomebody, what: isLong },
  { who: isSomebody, verbs: ["watch"] },
  { who: (who) => !isSomebody(who) },
];

function rank({ change, before, after }: AuditChange): number {
  const steps = Math.abs(levelIndex(before) - levelIndex(after));
  return ["less", "mixed", "more"].indexOf(change) * 10 - steps;
}

function levelIndex({ level }: AuditDecision): number {
  return AUDIT_LEVELS.indexOf(level);
}

function changeOf(
  request: AuditRequest,
  before: AuditDecision,
  after: AuditDecision,
): AuditChange["change"] | undefined {
  const more = recordsMore(request, before, after);
  const less = recordsMore(request, after, before);
  if (more && less) return "mixed";
  if (more) return "more";
  return less ? "less" : undefined;
}

/** Whether a decision records something that another does not. */
function recordsMore(request: AuditRequest, before: AuditDecision, after: AuditDecision): boolean {
  const [was, is] = [auditStages(request, before), auditStages(request, after)];
  if (is.length === 0) return false;
  return (
    levelIndex(after) > levelIndex(before) ||
    is.some((stage) => !was.includes(stage)) ||
    hasManagedFields(after) > hasManagedFields(before)
  );
}

/** Whether managed fields are recorded, as a number; they are in bodies alone. */
function hasManagedFields(decision: AuditDecision): number {
  return levelIndex(decision) > 1 && !decision.omitManagedFields ? 1 : 0;
}

import { compareBytes } from "../../kubernetes/go-text.ts";
import type { AccessSubject } from "../model.ts";
import { usernameOf } from "../rbac-index.ts";
import type { SubjectBindings } from "../rights/subject-bindings.ts";
import { SYSTEM_MASTERS } from "../user.ts";
import { type Attribution, createAttribution } from "./attribution.ts";
import { type AuditedAccess, type AuditOutcome, isAllowed } from "./audit-event.ts";

/** From when to when, as the events have it; "" where none has a time. */
interface TimeWindow {
  readonly first: string;
  readonly last: string;
}

/** The allowed requests of one user, or of the members of one group. */
export interface SeenSubject extends TimeWindow {
  readonly requests: number;
}

/** What a log shows, gathered as it is read. */
export interface Usage {
  readonly window: TimeWindow;
  /** Requests by what was decided about them; events of stages at which nothing is decided are `otherStages`. */
  readonly events: Readonly<Record<AuditOutcome | "otherStages", number>>;
  /** Undefined for who made no allowed request. */
  readonly seen: (subject: AccessSubject) => SeenSubject | undefined;
  /** Everybody who made allowed requests, by username, sorted. */
  readonly users: readonly (readonly [name: string, seen: SeenSubject])[];
  readonly keptBy: Attribution["keptBy"];
  readonly ruleUse: Attribution["ruleUse"];
  /** How many requests of a user were allowed although no binding of the input allows them, sorted by name. */
  readonly unexplained: readonly (readonly [name: string, requests: number])[];
}

/** Takes events one after another; what it holds grows with what is used, not with the log. */
export interface UsageRecorder {
  readonly record: (event: AuditedAccess) => void;
  readonly usage: () => Usage;
}

// The first is logged for requests that take long, such as watches, which may not have ended yet.
const DECIDED_STAGES: readonly string[] = ["ResponseStarted", "ResponseComplete"];

/** `keepNames`: rights are kept for the objects that were used, not for all of their kind. */
export function createUsageRecorder(index: SubjectBindings, keepNames: boolean): UsageRecorder {
  const attribution = createAttribution(index, keepNames);
  const events = { allowed: 0, "allowed-by-answer": 0, denied: 0, undecided: 0, otherStages: 0 };
  const window = createSpan();
  const users = new Map<string, CountedSubject>();
  const groups = new Map<string, CountedSubject>();
  const unexplained = new Map<string, number>();
  const started = new Set<string>();

  function record(event: AuditedAccess): void {
    const at = momentOf(event.time);
    extend(window, at);
    if (!DECIDED_STAGES.includes(event.stage)) {
      events.otherStages += 1;
      return;
    }
    const isNew = isNewRequest(event);
    if (isNew) count(event, at);
    for (const used of event.used) {
      const isMaster = used.user.groups.includes(SYSTEM_MASTERS);
      if (isMaster || attribution.add(used, at?.order, isNew) || used.implied || !isNew) continue;
      unexplained.set(used.user.name, (unexplained.get(used.user.name) ?? 0) + 1);
    }
  }

  function count({ outcome, user, impersonator }: AuditedAccess, at: Moment | undefined): void {
    events[outcome] += 1;
    for (const each of [isAllowed(outcome) ? user : undefined, impersonator]) {
      if (!each) continue;
      see(users, each.name, at);
      for (const group of each.groups) see(groups, group, at);
    }
  }

  // The same request has an event when it starts and one when it ends.
  function isNewRequest({ stage, auditId }: AuditedAccess): boolean {
    if (auditId === "") return true;
    if (stage === "ResponseComplete") return !started.delete(auditId);
    const isNew = !started.has(auditId);
    started.add(auditId);
    return isNew;
  }

  return {
    record,
    usage: () => ({
      window: windowOf(window),
      events: { ...events },
      seen: (subject) => {
        const username = usernameOf(subject);
        const seen = username === undefined ? groups.get(subject.name) : users.get(username);
        return seen && seenOf(seen);
      },
      users: sorted(users).map(([name, seen]) => [name, seenOf(seen)]),
      keptBy: attribution.keptBy,
      ruleUse: attribution.ruleUse,
      unexplained: sorted(unexplained),
    }),
  };
}

/** A time as it is written and as it sorts. */
interface Moment {
  readonly text: string;
  readonly order: string;
}

interface Span {
  first: Moment | undefined;
  last: Moment | undefined;
}

interface CountedSubject extends Span {
  requests: number;
}

function createSpan(): Span {
  return { first: undefined, last: undefined };
}

function see(map: Map<string, CountedSubject>, name: string, at: Moment | undefined): void {
  const seen = map.get(name) ?? { requests: 0, ...createSpan() };
  seen.requests += 1;
  extend(seen, at);
  map.set(name, seen);
}

function extend(span: Span, at: Moment | undefined): void {
  if (!at) return;
  if (!span.first || at.order < span.first.order) span.first = at;
  if (!span.last || at.order > span.last.order) span.last = at;
}

/** API servers write UTC, with as many digits after the second as they like; other times are not compared. */
function momentOf(text: string): Moment | undefined {
  const [, day, hours] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|\+00:00)?$/.exec(text) ?? [];
  return day === undefined || hours === undefined ? undefined : { text, order: `${day}T${hours}` };
}

function windowOf({ first, last }: Span): TimeWindow {
  return { first: first?.text ?? "", last: last?.text ?? "" };
}

function seenOf(counted: CountedSubject): SeenSubject {
  return { requests: counted.requests, ...windowOf(counted) };
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => compareBytes(a, b));
}

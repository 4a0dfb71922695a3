import { compareSeverity, type Severity } from "../findings/finding.ts";
import type {
  GatheredIncident,
  IncidentActor,
  IncidentSession,
  IncidentStep,
  Touched,
} from "./model.ts";

/** Steps that one incident tells one by one, of each kind; what comes then is counted, but for what is worse than all before. */
const MOST_STEPS = 200;
const MOST_OTHERS = 100;
const MOST_SESSIONS = 20;
const MOST_TOUCHED = 200;

/** An incident that grows with the log, within bounds. */
export interface OpenIncident {
  readonly number: number;
  readonly actor: IncidentActor;
  readonly isAnonymous: boolean;
  readonly actors: Set<string>;
  readonly steps: Map<string, IncidentStep>;
  readonly sessions: Map<string, IncidentSession>;
  readonly touched: Map<string, Touched>;
  readonly rules: Map<string, number>;
  readonly newRules: Set<string>;
  readonly knownRules: Set<string>;
  worst: Severity;
  stepsLeftOut: number;
  others: number;
  /** Milliseconds of the last step; undefined as long as none has a time. */
  at: number | undefined;
}

/** An incident without steps. */
export function openIncident(
  number: number,
  actor: IncidentActor,
  isAnonymous: boolean,
): OpenIncident {
  return {
    ...{ number, actor, isAnonymous },
    actors: new Set(),
    steps: new Map(),
    sessions: new Map(),
    touched: new Map(),
    rules: new Map(),
    newRules: new Set(),
    knownRules: new Set(),
    worst: "info",
    stepsLeftOut: 0,
    others: 0,
    at: undefined,
  };
}

/** Adds a step: the same thing again is counted with the one before. */
export function addStep(incident: OpenIncident, step: IncidentStep, at: number | undefined): void {
  if (at !== undefined) incident.at = Math.max(incident.at ?? at, at);
  if (step.rule !== "" && step.kind !== "consequence")
    incident.rules.set(step.rule, (incident.rules.get(step.rule) ?? 0) + step.count);
  // Of what no rule speaks of, the words tell what was done.
  const what = step.rule || step.because;
  const key = `${step.kind} ${what} ${step.actor} ${step.subject}`;
  const before = incident.steps.get(key);
  if (before === undefined) addNew(incident, key, step);
  else incident.steps.set(key, joined(before, step));
  if (compareSeverity(step.severity, incident.worst) > 0) incident.worst = step.severity;
}

function addNew(incident: OpenIncident, key: string, step: IncidentStep): void {
  const isOther = step.kind === "activity" || step.kind === "consequence";
  const isFull = isOther
    ? incident.others >= MOST_OTHERS
    : incident.steps.size - incident.others >= MOST_STEPS;
  if (isFull && compareSeverity(step.severity, incident.worst) <= 0) {
    incident.stepsLeftOut += 1;
    return;
  }
  if (isOther) incident.others += 1;
  incident.steps.set(key, step);
  incident.actors.add(step.actor);
}

/** The worse is told, with the time of the first. */
function joined(before: IncidentStep, step: IncidentStep): IncidentStep {
  const [early, late] = before.time <= step.time ? [before, step] : [step, before];
  const worse = compareSeverity(step.severity, before.severity) >= 0 ? step : before;
  return {
    ...worse,
    time: early.time,
    last: late.last > early.last ? late.last : early.last,
    count: before.count + step.count,
    place: early.place,
    auditID: early.auditID,
  };
}

/** Adds one more event of a session. */
export function addSession(incident: OpenIncident, session: IncidentSession): void {
  const key = `${session.sourceIP} ${session.credentialId} ${session.userAgent}`;
  const before = incident.sessions.get(key);
  if (before !== undefined) {
    incident.sessions.set(key, {
      ...before,
      first: before.first <= session.first ? before.first : session.first,
      last: before.last >= session.last ? before.last : session.last,
      events: before.events + session.events,
    });
  } else if (incident.sessions.size < MOST_SESSIONS) incident.sessions.set(key, session);
}

/** How far a thing is in somebody's hands, from least to most. */
const HOLDS: readonly Touched["by"][] = ["read", "changed", "created", "acted", "given", "entered"];

/** Adds something that was touched; of several times the closest stays. */
export function addTouched(incident: OpenIncident, touched: Touched): void {
  const key = `${touched.kind} ${touched.resource} ${touched.namespace}/${touched.name}`;
  const before = incident.touched.get(key);
  if (before === undefined) {
    if (incident.touched.size < MOST_TOUCHED) incident.touched.set(key, touched);
  } else if (HOLDS.indexOf(touched.by) > HOLDS.indexOf(before.by))
    incident.touched.set(key, touched);
}

/** Puts what was two into the one that began first. */
export function mergeInto(first: OpenIncident, second: OpenIncident): void {
  for (const step of second.steps.values()) addStep(first, step, second.at);
  for (const session of second.sessions.values()) addSession(first, session);
  for (const touched of second.touched.values()) addTouched(first, touched);
  for (const rule of second.newRules) first.newRules.add(rule);
  for (const rule of second.knownRules) first.knownRules.add(rule);
  first.stepsLeftOut += second.stepsLeftOut;
}

/** What was gathered, in the order of time. */
export function gathered(incident: OpenIncident): GatheredIncident {
  const steps = [...incident.steps.values()].sort((a, b) => compareTexts(a.time, b.time));
  const told = steps.filter(({ kind }) => kind === "detection" || kind === "alert");
  const first = (told[0] ?? steps[0])?.time ?? "";
  const last = steps.reduce((latest, step) => (step.last > latest ? step.last : latest), "");
  const { actor, isAnonymous, stepsLeftOut } = incident;
  return {
    ...{ actor, isAnonymous, steps, stepsLeftOut, first, last },
    actors: [...incident.actors],
    sessions: [...incident.sessions.values()],
    touched: [...incident.touched.values()],
    rules: incident.rules,
    newRules: [...incident.newRules],
    knownRules: [...incident.knownRules],
  };
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

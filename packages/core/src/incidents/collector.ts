import { type AuditEvent, namespaceIn } from "../audit/events/event.ts";
import { millisecondsOf } from "../audit/events/time.ts";
import type { DetectedEvent } from "../detections/detector.ts";
import { actorOf } from "../detections/detector.ts";
import { sourceOf } from "../detections/facts/addresses.ts";
import { isAnonymous, isSystemUser, isWorkloadController } from "../detections/facts/identities.ts";
import type { Memory } from "../detections/memory.ts";
import {
  DEFAULT_DETECTION_SETTINGS,
  type DetectionSettings,
  type Suppression,
} from "../detections/settings.ts";
import { compareSeverity } from "../findings/finding.ts";
import { textsAt } from "../kubernetes/json-fields.ts";
import { alertStep, podOf, touchedByAlert } from "./alert-steps.ts";
import { activityOf, consequenceOf, detectionStep } from "./event-steps.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { GatheredIncident, IncidentActor, IncidentSession, Touched } from "./model.ts";
import { addSession, addStep, addTouched, type OpenIncident } from "./open-incident.ts";
import { createOwnership, type Ownership } from "./ownership.ts";
import type { RuntimeAlert } from "./runtime-alerts.ts";
import { createSuppressing, type SuppressionCount } from "./suppressions.ts";
import { handleOf, podHandle, touchedBy, userHandle } from "./touched.ts";

/** How events become incidents. */
export interface CollectorOptions {
  readonly settings?: Partial<DetectionSettings> | undefined;
  readonly suppressions?: readonly Suppression[];
  /** As `2026-07-01`: what suppressions expire by. */
  readonly today: string;
  /** The detector's: its baseline says what is new of whom. */
  readonly memory?: Memory;
  /** What sensors saw; each is taken when the log has come to its time. */
  readonly alerts?: readonly PlacedAlert[];
}

/** An alert with where it stands: `falco.log:3`. */
export interface PlacedAlert {
  readonly alert: RuntimeAlert;
  readonly place: string;
}

/** Puts detections together while a log is read; its memory does not grow with the log. */
export interface IncidentCollector {
  /** One event after the other, with what was detected in it. */
  readonly event: (
    event: AuditEvent,
    detected: readonly DetectedEvent[],
    place: () => string,
  ) => void;
  /** What has come together, those that still went on at the end included; in the order in which they began. */
  readonly finish: () => readonly GatheredIncident[];
  /** Whether a pod belongs to an incident that goes on, by itself or by its workload. */
  readonly isOfIncident: (namespace: string, pod: string) => boolean;
  readonly counts: Readonly<CollectorCounts>;
  readonly suppressed: () => {
    readonly total: number;
    readonly counts: readonly SuppressionCount[];
  };
}

/** What a collector has seen. */
export interface CollectorCounts {
  events: number;
  alerts: number;
  detections: number;
  /** Incidents that are counted only: there were too many. */
  leftOut: number;
}

/** Makes a collector. */
export function createCollector(options: CollectorOptions): IncidentCollector {
  const suppressing = createSuppressing(options.suppressions ?? [], options.today);
  const counts: CollectorCounts = { events: 0, alerts: 0, detections: 0, leftOut: 0 };
  const state: State = {
    settings: { ...DEFAULT_DETECTION_SETTINGS, ...options.settings },
    ledger: createLedger(),
    ownership: createOwnership(),
    memory: options.memory,
  };
  const alerts = (options.alerts ?? []).toSorted(
    (a, b) => (a.alert.at ?? -Infinity) - (b.alert.at ?? -Infinity),
  );
  let next = 0;
  const takeAlertsUntil = (at: number): void => {
    for (; next < alerts.length; next++) {
      const each = alerts[next];
      if (each === undefined || (each.alert.at ?? -Infinity) > at) return;
      counts.alerts += 1;
      const { rule, namespace, user } = each.alert;
      if (!suppressing.isSuppressed({ rule, actor: user, namespace })) takeAlert(each, state);
    }
  };
  return {
    counts,
    event: (event, detected, place) => {
      counts.events += 1;
      counts.detections += detected.length;
      if (next < alerts.length)
        takeAlertsUntil(millisecondsOf(event.requestReceivedTimestamp) ?? -Infinity);
      const told = detected.filter(
        ({ detection }) =>
          !suppressing.isSuppressed({
            rule: detection.id,
            actor: event.user.username,
            namespace: namespaceIn(event),
          }),
      );
      takeEvent(event, told, { place, state });
    },
    isOfIncident: (namespace, pod) =>
      state.ledger.find([
        podHandle(`${namespace}/${pod}`),
        ...state.ownership.workloadsOf(namespace, pod),
      ]) !== undefined,
    finish: () => {
      takeAlertsUntil(Infinity);
      const { incidents, leftOut } = state.ledger.finish();
      counts.leftOut = leftOut;
      return incidents;
    },
    suppressed: () => ({ total: suppressing.total(), counts: suppressing.counts() }),
  };
}

interface State {
  readonly settings: DetectionSettings;
  readonly ledger: Ledger;
  readonly ownership: Ownership;
  readonly memory: Memory | undefined;
}

interface Around {
  readonly place: () => string;
  readonly state: State;
}

function takeEvent(event: AuditEvent, told: readonly DetectedEvent[], around: Around): void {
  const { ledger, ownership, settings } = around.state;
  const isOfSystem = isSystemUser(event.user.username, settings);
  if (told.length === 0 && isOfSystem) {
    takeSystemEvent(event, around);
    return;
  }
  const at = millisecondsOf(event.requestReceivedTimestamp);
  ledger.clock(at);
  if (!isOfSystem) ownership.wrote(event, keyOf(event));
  const opens = told.filter(({ severity }) => compareSeverity(severity, "low") >= 0);
  if (opens.length === 0) takeOther(event, told, around);
  else takeDetections(event, told, around);
}

/** Who it is for the grouping: nobody in particular is the address he comes from. */
function keyOf(event: AuditEvent): string {
  return isAnonymous(event)
    ? userHandle(`${event.user.username} from ${sourceOf(event)}`)
    : userHandle(event.user.username);
}

function takeDetections(
  event: AuditEvent,
  told: readonly DetectedEvent[],
  { place, state }: Around,
): void {
  const { ledger, memory } = state;
  const worst = told.reduce((a, b) => (compareSeverity(b.severity, a.severity) > 0 ? b : a));
  const touched = touchedBy(event);
  const at = millisecondsOf(event.requestReceivedTimestamp);
  const isSevere = compareSeverity(worst.severity, "high") >= 0;
  const handles = [...handlesOf(event, state), ...(isSevere ? objectHandles(touched) : [])];
  const begun = ledger.incidentFor(handles, () => ({
    actor: rootOf(event, state),
    isAnonymous: isAnonymous(event),
  }));
  const known = compareSeverity(worst.severity, "medium") >= 0 ? touched : [];
  const incident = ledger.link(begun, [
    ...handles,
    ...known.flatMap((each) => handleOf(each) ?? []),
  ]);
  for (const each of told) {
    addStep(incident, detectionStep(each, event, place()), at);
    const novelty = memory?.usual("incidents", event.user.username, each.detection.id);
    if (memory?.hasBaseline !== true) continue;
    if (novelty === "known") incident.knownRules.add(each.detection.id);
    else incident.newRules.add(each.detection.id);
  }
  for (const each of touched) addTouched(incident, each);
  addSession(incident, sessionOf(event));
}

/** Things of which two actors that do grave things to the same are one matter. */
function objectHandles(touched: readonly Touched[]): readonly string[] {
  return touched
    .filter(({ by, kind }) => by !== "read" && kind !== "identity" && kind !== "node")
    .map(({ resource, namespace, name }) => `object ${resource} ${namespace}/${name}`);
}

/** By what an event may belong to an incident that is open: its user, the pod behind, and for controllers the workload. */
function handlesOf(event: AuditEvent, { ownership }: State): readonly string[] {
  const { pod } = actorOf(event);
  const own = [keyOf(event), ...(pod === "" ? [] : [podHandle(pod)])];
  if (!isWorkloadController(event.user.username)) return own;
  // A controller is no actor of its own: what it does, whoever wrote the workload has asked for.
  const { handles, writer } = ownership.behind(event);
  const owners = [...(writer === undefined ? [] : [writer]), ...handles];
  return owners.length > 0 ? owners : own;
}

/** Whoever is behind: of a controller, who wrote the workload, as far as the log shows. */
function rootOf(event: AuditEvent, { ownership }: State): IncidentActor {
  const { user, impersonates, pod } = actorOf(event);
  const writer = isWorkloadController(user) ? ownership.behind(event).writer : undefined;
  if (writer !== undefined)
    return { user: writer.slice(userHandle("").length), impersonates: "", pod: "", groups: [] };
  return { user, impersonates, pod, groups: event.user.groups };
}

/** What is no detection, or one that is info: it belongs to an incident that is open, or is kept for one that follows. */
function takeOther(
  event: AuditEvent,
  told: readonly DetectedEvent[],
  { place, state }: Around,
): void {
  const { ledger } = state;
  const steps =
    told.length > 0
      ? told.map((each) => detectionStep(each, event, place()))
      : activityOf(event, place);
  if (steps.length === 0) return;
  const at = millisecondsOf(event.requestReceivedTimestamp);
  const found = ledger.find(handlesOf(event, state));
  if (found === undefined) {
    ledger.keep(keyOf(event), { steps, touched: touchedBy(event), at });
    return;
  }
  const incident = linkCreated(event, found, ledger);
  for (const step of steps) addStep(incident, step, at);
  for (const each of touchedBy(event)) addTouched(incident, each);
  addSession(incident, sessionOf(event));
}

/** What somebody makes while an incident goes on is his: a pod that he creates, and acts from later. */
function linkCreated(event: AuditEvent, incident: OpenIncident, ledger: Ledger): OpenIncident {
  const created = touchedBy(event).filter(
    ({ kind, by }) => by === "created" && (kind === "pod" || kind === "workload"),
  );
  return ledger.link(
    incident,
    created.flatMap((each) => handleOf(each) ?? []),
  );
}

/** Most of a log: the platform at its work. It matters where it carries out what an incident began, or is used by one. */
function takeSystemEvent(event: AuditEvent, { place, state }: Around): void {
  const { ledger, ownership } = state;
  if (isWorkloadController(event.user.username)) {
    ownership.made(event);
    if (!ledger.hasOpen()) return;
    const found = ledger.find(ownership.behind(event).handles);
    const step = found && consequenceOf(event, place);
    if (!found || !step) return;
    const made = touchedBy(event);
    const incident = ledger.link(
      found,
      made.flatMap((each) => handleOf(each) ?? []),
    );
    addStep(incident, step, millisecondsOf(event.requestReceivedTimestamp));
    for (const each of made) addTouched(incident, each);
    return;
  }
  if (!ledger.isLinked(userHandle(event.user.username))) return;
  takeOther(event, [], { place, state });
}

function takeAlert({ alert, place }: PlacedAlert, { ledger, ownership }: State): void {
  const { namespace, pod, at, severity, user } = alert;
  ledger.clock(at);
  const own = alertHandles(alert);
  // That its workload is somebody else's matter already is where it belongs; that it is seen in one pod says nothing of the others.
  const known = ledger.find([...own, ...(pod === "" ? [] : ownership.workloadsOf(namespace, pod))]);
  if (known === undefined && compareSeverity(severity, "low") < 0) return;
  const name = podOf(alert);
  const begun = (): { readonly actor: IncidentActor; readonly isAnonymous: boolean } => ({
    actor: { user, impersonates: "", pod: name, groups: [] },
    isAnonymous: false,
  });
  const incident = ledger.link(known ?? ledger.incidentFor(own, begun), own);
  addStep(incident, alertStep(alert, place), at);
  for (const each of touchedByAlert(alert)) addTouched(incident, each);
}

/** By what an alert may belong to an incident: its pod and its user; what is in no pod by its container or node. */
function alertHandles(alert: RuntimeAlert): readonly string[] {
  const name = podOf(alert);
  const { user, node, containerId } = alert;
  if (name === "" && user === "") return [`container ${node} ${containerId}`];
  return [...(name === "" ? [] : [podHandle(name)]), ...(user === "" ? [] : [userHandle(user)])];
}

const CREDENTIAL = "authentication.kubernetes.io/credential-id";

function sessionOf(event: AuditEvent): IncidentSession {
  const { requestReceivedTimestamp: time, userAgent, user } = event;
  return {
    sourceIP: sourceOf(event),
    userAgent,
    credentialId: textsAt(user.extra, CREDENTIAL)[0] ?? "",
    first: time,
    last: time,
    events: 1,
  };
}

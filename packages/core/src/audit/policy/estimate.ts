import type { JsonValue } from "../../kubernetes/json.ts";
import { auditDecision } from "./evaluate.ts";
import { lengthOf, sizeAt } from "./event-size.ts";
import { isAtLeast } from "./levels.ts";
import type { AuditLevel, AuditPolicy } from "./model.ts";
import { eventOf, type SampleEvent } from "./sample-event.ts";
import { auditStages } from "./stages.ts";
import {
  type AuditVolume,
  byRule,
  type CountedStage,
  createSums,
  type RuleVolume,
  stageNamed,
  totalOf,
} from "./sums.ts";
import { createWindow, type Window } from "./window.ts";

/** What a policy would have recorded of the requests of a sample. */
export interface VolumeEstimate {
  readonly sample: AuditVolume & Window;
  readonly total: AuditVolume;
  /** Undefined where the sample is too short to say. */
  readonly perDay: AuditVolume | undefined;
  /** Most bytes first. */
  readonly byRule: readonly RuleVolume[];
  /** Events by whether the sample shows their bodies, shows those of like requests, or neither. */
  readonly bodies: { readonly known: number; readonly alike: number; readonly unknown: number };
  /** What is no event. */
  readonly unread: number;
}

/** Takes a sample event by event; memory does not grow with it. */
export interface VolumeEstimator {
  /** `bytes` of the line as it was read, its line break included. */
  readonly add: (event: JsonValue, bytes: number) => void;
  readonly estimate: () => VolumeEstimate;
}

// Less says nothing of a day.
const SHORTEST_SECONDS = 60;
const DAY = 86_400;

/** Estimates what a policy records from a log that another one recorded: what that left out is not in it. */
export function createVolumeEstimator(policy: AuditPolicy): VolumeEstimator {
  const sums = createSums();
  const averages = new Map<string, AuditVolume>();
  const missing = new Map<string, Missing>();
  const seen = { events: 0, bytes: 0, unread: 0, known: 0, received: false };
  const times = createWindow();

  function count(event: SampleEvent, bytes: number): void {
    const decision = auditDecision(policy, event.request);
    const wanted = auditStages(event.request, decision);
    const own = wanted.find((stage) => stage === event.stage);
    if (own) {
      sums.add(decision.rule, own, { events: 1, bytes: sizeAt(event, false, decision, bytes) });
      const lacks = bodiesLacking(event, decision.level);
      if (lacks === undefined) seen.known += 1;
      else noteMissing(missing, { key: lacks, rule: decision.rule, stage: own });
    }
    if (event.stage !== "ResponseComplete" || !wanted.includes("RequestReceived")) return;
    sums.add(decision.rule, "derived", { events: 1, bytes: sizeAt(event, true, decision, bytes) });
  }

  return {
    add: (value, bytes) => {
      const event = eventOf(value);
      if (!event) {
        seen.unread += 1;
        return;
      }
      seen.events += 1;
      seen.bytes += bytes;
      seen.received ||= stageNamed(event.stage) === "RequestReceived";
      times.extend(event.time);
      remember(averages, event, bytes);
      count(event, bytes);
    },
    estimate: () => {
      const more = missingBodies(missing, averages);
      const rows = [...sums.rows(seen.received), ...more.sums.rows(seen.received)];
      const window = times.window();
      const total = totalOf(rows);
      return {
        sample: { events: seen.events, bytes: seen.bytes, ...window },
        total,
        perDay: perDay(total, window.seconds),
        byRule: byRule(rows),
        bodies: { known: seen.known, alike: more.alike, unknown: more.unknown },
        unread: seen.unread,
      };
    },
  };
}

function perDay({ events, bytes }: AuditVolume, seconds: number): AuditVolume | undefined {
  if (seconds < SHORTEST_SECONDS) return undefined;
  const factor = DAY / seconds;
  return { events: Math.round(events * factor), bytes: Math.round(bytes * factor) };
}

interface Missing {
  readonly key: string;
  readonly rule: number | undefined;
  readonly stage: CountedStage;
  readonly count: number;
}

/** What bodies that the sample lacks come to, by those of like requests. */
function missingBodies(
  missing: ReadonlyMap<string, Missing>,
  averages: ReadonlyMap<string, AuditVolume>,
): {
  readonly sums: ReturnType<typeof createSums>;
  readonly alike: number;
  readonly unknown: number;
} {
  const sums = createSums();
  let alike = 0;
  let unknown = 0;
  for (const { key, rule, stage, count } of missing.values()) {
    const average = averages.get(key);
    if (!average) {
      unknown += count;
      continue;
    }
    alike += count;
    sums.add(rule, stage, { events: 0, bytes: (average.bytes / average.events) * count });
  }
  return { sums, alike, unknown };
}

/** The kind of bodies that an event would have at a higher level than the sample has it at; undefined where none lack. */
function bodiesLacking(event: SampleEvent, level: AuditLevel): string | undefined {
  if (level === event.level || isAtLeast(event.level, level)) return undefined;
  // Paths have no bodies, and what has not ended has none yet.
  if ("path" in event.request.target || event.stage !== "ResponseComplete") return undefined;
  return keyOf(event, level);
}

function keyOf({ request: { verb, target }, code }: SampleEvent, level: AuditLevel): string {
  if ("path" in target) return "";
  const { group, resource, subresource } = target;
  return [level, verb, group, resource, subresource, code < 300].join("\n");
}

/** What bodies of such requests come to, on average. */
function remember(averages: Map<string, AuditVolume>, event: SampleEvent, bytes: number): void {
  const { json, level, stage } = event;
  if (stage !== "ResponseComplete" || !isAtLeast(level, "Request")) return;
  const scale = bytes / lengthOf(json);
  const request =
    json["requestObject"] === undefined ? 0 : lengthOf({ requestObject: json["requestObject"] });
  const response =
    json["responseObject"] === undefined ? 0 : lengthOf({ responseObject: json["responseObject"] });
  const add = (key: string, size: number): void => {
    const { events, bytes: sum } = averages.get(key) ?? { events: 0, bytes: 0 };
    averages.set(key, { events: events + 1, bytes: sum + size });
  };
  add(keyOf(event, "Request"), request * scale);
  if (level === "RequestResponse") add(keyOf(event, level), (request + response) * scale);
}

function noteMissing(missing: Map<string, Missing>, body: Omit<Missing, "count">): void {
  const id = [body.key, body.rule ?? "", body.stage].join("\n");
  missing.set(id, { ...body, count: (missing.get(id)?.count ?? 0) + 1 });
}

import type { AuditEvent } from "@watertight/core/audit";
import { actorOf, type DetectedEvent, subjectOf } from "@watertight/core/detections";
import { compareSeverity, type Severity } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import { detectionJson, placeJson } from "./detection-json.ts";

/** The same thing detected again and again: by one rule, of one actor, about one subject. */
export interface Gathered {
  readonly severity: Severity;
  readonly rule: string;
  readonly title: string;
  readonly because: string;
  readonly actor: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Where the first stands: `audit.log:7`. */
  readonly place: string;
  readonly json: JsonObject;
}

/** So many are told apart; what comes then is counted. */
const MOST = 20_000;

/** Puts detections together, so that memory does not grow with the log. */
export interface Gathering {
  readonly add: (detected: DetectedEvent, event: AuditEvent, place: () => string) => void;
  /** The worst first, then those that came first. */
  readonly gathered: () => readonly Gathered[];
  readonly leftOut: () => number;
}

/** An empty gathering. */
export function createGathering(): Gathering {
  const groups = new Map<string, Gathered>();
  let leftOut = 0;
  return {
    add: (detected, event, place) => {
      const { detection, severity, because } = detected;
      const actor = actorOf(event).text;
      const key = JSON.stringify([detection.id, severity, actor, subjectOf(event)]);
      const time = event.requestReceivedTimestamp;
      const before = groups.get(key);
      if (before !== undefined) {
        groups.set(key, { ...before, last: time, count: before.count + 1, because });
      } else if (groups.size >= MOST) {
        leftOut += 1;
      } else {
        groups.set(key, {
          severity,
          rule: detection.id,
          title: detection.title,
          because,
          actor,
          first: time,
          last: time,
          count: 1,
          place: place(),
          json: { ...detectionJson(detected, event), ...placeJson(event) },
        });
      }
    },
    gathered: () => [...groups.values()].sort((a, b) => compareSeverity(b.severity, a.severity)),
    leftOut: () => leftOut,
  };
}

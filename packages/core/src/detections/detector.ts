import { type AuditEvent, nameIn, namespaceIn } from "../audit/events/event.ts";
import type { Severity } from "../findings/finding.ts";
import { DETECTIONS } from "./catalogue/index.ts";
import type { Detection, DetectionContext } from "./detection.ts";
import { podBehind, whoIs } from "./facts/identities.ts";
import { createMemory, type Memory } from "./memory.ts";
import { DEFAULT_DETECTION_SETTINGS, type DetectionSettings } from "./settings.ts";

/** What a detection says of an event, with what belongs to it. */
export interface DetectedEvent {
  readonly detection: Detection;
  readonly severity: Severity;
  readonly because: string;
}

/** Who is behind an event: the authenticated user, whom it impersonates, and the pod that the token belongs to; texts "" where there is none. */
export interface Actor {
  readonly user: string;
  readonly impersonates: string;
  readonly pod: string;
  /** All of it for people. */
  readonly text: string;
}

/** What judges events one after the other. */
export interface Detector {
  /** What this event, after those before it, gives away; in the order of the catalogue. */
  readonly detect: (event: AuditEvent) => readonly DetectedEvent[];
  readonly memory: Memory;
  /** Detections that are not asked, with the reason. */
  readonly notAsked: readonly { readonly detection: Detection; readonly reason: string }[];
}

/** How events are judged. */
export interface DetectorOptions {
  readonly settings?: Partial<DetectionSettings> | undefined;
  readonly memory?: Memory;
  /** Detections that are only there on request. */
  readonly activity?: boolean;
  /** Learn what is usual; nothing is said of what is not. */
  readonly learning?: boolean;
  /** Further detections, from imported rules. */
  readonly imported?: readonly Detection[];
  /** Ids of detections that are not to be asked. */
  readonly skip?: readonly string[];
}

const NONE: readonly DetectedEvent[] = [];

/** Makes a detector: an event is shown to those detections alone that speak of its target. */
export function createDetector({
  settings,
  memory = createMemory(),
  activity = false,
  learning = false,
  imported = [],
  skip = [],
}: DetectorOptions = {}): Detector {
  const context: DetectionContext = {
    settings: { ...DEFAULT_DETECTION_SETTINGS, ...settings },
    memory,
  };
  const wanted = [...DETECTIONS, ...imported].filter(
    ({ id, onRequest }) => !skip.includes(id) && (activity || onRequest !== true),
  );
  const knows = memory.hasBaseline || learning;
  const asked = wanted.filter(({ needsBaseline }) => knows || needsBaseline !== true);
  const general = asked.filter(({ targets }) => targets === undefined);
  const byTarget = new Map<string, readonly Detection[]>();
  for (const target of new Set(asked.flatMap(({ targets = [] }) => targets))) {
    byTarget.set(
      target,
      asked.filter(({ targets }) => targets === undefined || targets.includes(target)),
    );
  }
  return {
    memory,
    notAsked: wanted
      .filter((detection) => !asked.includes(detection))
      .map((detection) => ({ detection, reason: "no baseline says what is usual" })),
    detect: (event) => {
      let found: DetectedEvent[] | undefined;
      for (const detection of byTarget.get(event.target) ?? general) {
        const detected = detection.detect(event, context);
        if (detected === undefined) continue;
        found ??= [];
        const { because, severity = detection.severity } = detected;
        found.push({ detection, severity, because });
      }
      return found ?? NONE;
    },
  };
}

/** Who is behind an event. */
export function actorOf(event: AuditEvent): Actor {
  return {
    user: event.user.username,
    impersonates: event.impersonatedUser?.username ?? "",
    pod: podBehind(event.user) ?? "",
    text: whoIs(event),
  };
}

/** What an event is about, as `secrets shop/db` or a path. */
export function subjectOf(event: AuditEvent): string {
  if (event.target === "") return event.requestURI.split("?", 1)[0] ?? "";
  const namespace = namespaceIn(event);
  const name = [namespace, nameIn(event)].filter((each) => each !== "").join("/");
  return `${event.target} ${name}`.trim();
}

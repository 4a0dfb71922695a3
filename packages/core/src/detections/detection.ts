import type { AuditEvent } from "../audit/events/event.ts";
import type { Severity } from "../findings/finding.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { Memory } from "./memory.ts";
import type { DetectionSettings } from "./settings.ts";

type NonEmptyArray<Item> = readonly [Item, ...Item[]];

/** What detections are about, each a folder of their pages. */
export const DETECTION_TOPICS = [
  "anonymous",
  "credentials",
  "running-containers",
  "secrets",
  "rights",
  "admission",
  "workloads",
  "network",
  "nodes",
  "discovery",
  "destruction",
  "identity",
  "hygiene",
  "activity",
] as const;

/** What an event gives away: a lower-case clause that names who did what, without values of secrets. */
export interface Detected {
  readonly because: string;
  /** Absent: the detection's. */
  readonly severity?: Severity;
}

/** How many within how long make a detection of what alone is none, or a worse one. */
interface DetectionThreshold {
  readonly count: number;
  readonly minutes: number;
  /** What is counted, and for whom: "distinct Secrets of one user". */
  readonly of: string;
}

/** What a detection may ask besides the event. */
export interface DetectionContext {
  readonly settings: DetectionSettings;
  readonly memory: Memory;
}

/** Raw events as a log holds them, in the order in which they come. */
export interface DetectionExample {
  readonly title: string;
  readonly events: NonEmptyArray<JsonObject>;
  readonly settings?: Partial<DetectionSettings>;
  /** Events of the days before, from which a baseline is learned. */
  readonly learned?: NonEmptyArray<JsonObject>;
}

/** One suspicion about events: its words, a pure question, and the events that are its tests and its documentation. */
export interface Detection {
  /** Stable, kebab-case, equal to the file name, the page in docs/detections and the argument of `explain`. */
  readonly id: string;
  /** A short noun phrase. */
  readonly title: string;
  readonly topic: (typeof DETECTION_TOPICS)[number];
  readonly severity: Severity;
  /** Why it matters: what an attacker gains. Whole sentences. */
  readonly why: string;
  /** What to do now, in the order in which to do it. Imperative. */
  readonly response: string;
  /** Who does it rightly, and how that is told. Whole sentences. */
  readonly falsePositives: string;
  /** Techniques of ATT&CK, known to the framework `mitre-attack`. */
  readonly techniques: readonly string[];
  /** What it is called elsewhere: `falco:…`, `sigma:…`, `panther:…`. */
  readonly aliases?: readonly string[];
  /** Targets that it speaks of, as `pods/exec`, and all that it is shown; absent: every event. */
  readonly targets?: readonly string[];
  readonly threshold?: DetectionThreshold;
  /** Only where it is asked for: an account of what was done, no suspicion. */
  readonly onRequest?: true;
  /** Needs a baseline of what is usual; without one it is silent, and said not to have been asked. */
  readonly needsBaseline?: true;
  /** Pure but for the memory that it is given. */
  readonly detect: (event: AuditEvent, context: DetectionContext) => Detected | undefined;
  readonly examples: {
    readonly positive: NonEmptyArray<
      DetectionExample & {
        /** What the last event gives, as `severity: because`. */
        readonly detected: string;
      }
    >;
    readonly negative: NonEmptyArray<DetectionExample>;
  };
}

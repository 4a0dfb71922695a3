import type { Severity } from "../findings/finding.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";

/** What a step of an incident is: a detection, what the same actor did besides, what controllers made of it, or what a runtime sensor saw. */
type StepKind = "detection" | "activity" | "consequence" | "alert";

/** One thing that happened, or the same thing several times. */
export interface IncidentStep {
  readonly kind: StepKind;
  /** RFC 3339 as the log has it; "" where it has none. */
  readonly time: string;
  /** The last time, where it happened more than once. */
  readonly last: string;
  readonly count: number;
  /** Id of a detection, or of a sensor's rule as `falco:NAME`; "" of what no rule speaks of. */
  readonly rule: string;
  readonly severity: Severity;
  /** A lower-case clause that names who did what, without values of secrets. */
  readonly because: string;
  readonly actor: string;
  /** `secrets shop/db`, `pods/exec shop/web`. */
  readonly subject: string;
  readonly techniques: readonly string[];
  /** What tells the stage of an attack: the topic of the detection. */
  readonly topic: string;
  /** Where it stands: `audit.log:7`. */
  readonly place: string;
  readonly auditID: string;
}

/** From where and with what an actor came. */
export interface IncidentSession {
  readonly sourceIP: string;
  readonly userAgent: string;
  /** As the API server writes it since 1.32 for tokens and certificates; "" where it does not. */
  readonly credentialId: string;
  readonly first: string;
  readonly last: string;
  readonly events: number;
}

/** Kinds of things that somebody may have in hand after an incident, or that stand because of it. */
type TouchedKind = "identity" | "node" | "object" | "pod" | "workload";

/** Something that an incident has touched, by which later events belong to it and what is to be done is told. */
export interface Touched {
  readonly kind: TouchedKind;
  /** Of an object its resource, as `clusterrolebindings`; of an identity `users`, `groups` or `serviceaccounts`. */
  readonly resource: string;
  /** "" where it has none. */
  readonly namespace: string;
  readonly name: string;
  /** What was done with it. */
  readonly by: "acted" | "changed" | "created" | "entered" | "given" | "read";
}

/** Who is behind an incident. */
export interface IncidentActor {
  /** As the API server authenticated it; "" of a sensor's alert. */
  readonly user: string;
  readonly impersonates: string;
  /** The pod whose token was used, or in which a sensor saw it. */
  readonly pod: string;
  readonly groups: readonly string[];
}

/** What belongs together, before it is judged. */
export interface GatheredIncident {
  readonly actor: IncidentActor;
  /** All who acted in it, the root first. */
  readonly actors: readonly string[];
  readonly sessions: readonly IncidentSession[];
  readonly touched: readonly Touched[];
  readonly steps: readonly IncidentStep[];
  /** Steps that are counted only, since there were too many. */
  readonly stepsLeftOut: number;
  /** Detections by rule. */
  readonly rules: ReadonlyMap<string, number>;
  readonly first: string;
  readonly last: string;
  /** Rules of which a baseline says that this actor is not known for them. */
  readonly newRules: readonly string[];
  /** Rules of which a baseline says that this actor is known for them. */
  readonly knownRules: readonly string[];
  /** Nobody had to say who he is. */
  readonly isAnonymous: boolean;
}

/** What falls with what an incident has in hand, as the engines say. */
export interface IncidentReach {
  /** The entities that it was asked for, in their text form. */
  readonly from: readonly string[];
  /** Of those, the ones that the cluster does not show. */
  readonly notShown: readonly string[];
  readonly reached: number;
  readonly certain: number;
  readonly clusterAdmin: VerdictValue;
  readonly nodes: number;
  readonly secrets: number;
  readonly namespaces: readonly string[];
  /** The nearest and surest of what falls, in their text form. */
  readonly nearest: readonly string[];
  /** Pods of the incident that are reached from outside, with how. */
  readonly exposed: readonly string[];
  /** Whether the actor had all rights before: then nothing falls that was not his. */
  readonly wasAdmin: boolean;
}

/** Answers what the engines know; absent where no cluster was given. */
export type AskReach = (incident: GatheredIncident) => IncidentReach;

/** Why a score is what it is: a factor with its reason. */
export interface ScoreFactor {
  readonly factor:
    | "severity"
    | "stages"
    | "reach"
    | "exposure"
    | "anonymous"
    | "novelty"
    | "routine";
  /** What it adds (severity, stages) or multiplies by (all others). */
  readonly value: number;
  readonly because: string;
}

/** What to do about an incident. */
export interface CounterMeasure {
  readonly action:
    | "preserve"
    | "revoke"
    | "isolate"
    | "cordon"
    | "remove"
    | "restore"
    | "close"
    | "ask";
  /** What it is about, for people. */
  readonly object: string;
  /** For a POSIX shell; undefined where nothing can be typed, or where a name cannot be written safely. */
  readonly command: string | undefined;
  /** What it does, and what it breaks. A whole sentence. */
  readonly because: string;
}

/** Something that somebody should look at, with all that belongs to it. */
export interface Incident extends GatheredIncident {
  /** The same for the same beginning. */
  readonly id: string;
  readonly severity: Severity;
  /** 0 to 100. */
  readonly score: number;
  readonly factors: readonly ScoreFactor[];
  /** Undefined where no cluster was given. */
  readonly reach: IncidentReach | undefined;
  readonly counterMeasures: readonly CounterMeasure[];
  readonly techniques: readonly string[];
  readonly targets: readonly string[];
}

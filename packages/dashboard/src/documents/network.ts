import type { Connection } from "@watertight/core/network";
import type { DocumentHead, ObjectName, Place } from "./documents.ts";

/** Ranges of ports, or every port there is. */
type PortsJson = Connection["ports"];

interface ConnectionJson {
  readonly src: string;
  readonly dst: string;
  readonly ports: PortsJson;
}

/** `network connections -o json`. */
export interface NetworkDocument extends DocumentHead {
  readonly connections: readonly ConnectionJson[];
  /** They may pass or not. */
  readonly unknown: readonly ConnectionJson[];
}

/** A workload, or with namespace null addresses outside and what is not known. */
export interface NodeJson {
  readonly id: string;
  readonly namespace: string | null;
  readonly title: string;
  /** Whether any policy is about what it receives and sends. */
  readonly restricted: { readonly ingress: boolean; readonly egress: boolean } | null;
}

/** What of an input decides something. */
export interface ProofJson {
  readonly object: ObjectName;
  readonly path: string;
  readonly message: string;
  readonly location: Place | null;
}

type VerdictWord = "yes" | "no" | "unknown";

export interface ExposureJson {
  readonly scope: string;
  readonly workload: string;
  readonly ports: PortsJson;
  readonly namespaces?: readonly string[];
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly proof: readonly ProofJson[];
}

interface SideJson {
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly decidedBy: readonly ProofJson[];
}

/** A line of `network can-reach --batch`. */
export interface AnswerJson {
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly egress: SideJson;
  readonly ingress: SideJson;
  readonly unenforced?: readonly ProofJson[];
  readonly assumptions: readonly string[];
}

export interface ReachJson {
  readonly answers: readonly AnswerJson[];
  readonly pairs: readonly {
    readonly from: string;
    readonly to: string;
    /** `answer` is an index, -1 where there is none. */
    readonly ports: readonly {
      readonly protocol: string;
      readonly from: number;
      readonly to: number;
      readonly answer: number;
    }[];
  }[];
}

/** What a page has beside the connections. */
export interface NetworkMapDocument {
  readonly nodes: readonly NodeJson[];
  readonly openings: readonly {
    readonly workload: string;
    readonly withoutPolicy: boolean;
    readonly from: readonly string[];
    readonly connections: readonly ConnectionJson[];
  }[];
  readonly exposures: readonly ExposureJson[];
  readonly problems: readonly string[];
  /** Null where there are too many pairs to answer for each. */
  readonly reach: ReachJson | null;
}

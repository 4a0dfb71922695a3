import type { Severity } from "@watertight/core/findings";
import type { ObjectReference } from "@watertight/core/kubernetes";

/** Where a finding stands in its life. */
export const FINDING_STATES = ["open", "excepted", "resolved"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What happens in the life of a finding; `changed` is another severity. */
export const FINDING_EVENTS = ["opened", "reopened", "resolved", "excepted", "changed"] as const;
export type FindingEventType = (typeof FINDING_EVENTS)[number];

/** A finding as a scan has it, to be stored. */
export interface FoundFinding {
  readonly check: string;
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly object: ObjectReference;
  readonly message: string;
  /** The finding as `-o json` writes it. */
  readonly document: string;
  /** Present where the weakness is accepted. */
  readonly exception?: FoundException;
}

/** By what a weakness is accepted. */
export interface FoundException {
  readonly source: string;
  readonly reason: string;
  readonly owner: string;
  /** A day; "" where it has no end. */
  readonly until: string;
}

/** An object as it is read, to be stored: without what is secret. */
export interface FoundObject {
  readonly reference: ObjectReference;
  /** JSON. */
  readonly body: string;
  /** JSON: a file, a server … */
  readonly origin: string;
}

/** Something that happened to a finding, as it is told. */
export interface FindingEvent {
  /** Grows with time over all clusters. */
  readonly id: number;
  readonly cluster: string;
  readonly at: number;
  readonly revision: number;
  readonly type: FindingEventType;
  readonly actor: string;
  readonly detail: string;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly check: string;
  readonly fingerprint: string;
  readonly object: ObjectReference;
  readonly message: string;
  /** The finding as it was then, JSON; only while it is written. */
  readonly document: string;
}

/** The namespace of an object; "" of one that is in none. */
export function namespaceIn({ namespace }: { readonly namespace?: string }): string {
  return namespace || "";
}

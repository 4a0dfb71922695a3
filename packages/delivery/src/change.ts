import type { Severity } from "@watertight/core/findings";
import type { JsonObject, ObjectReference } from "@watertight/core/kubernetes";

/** What may become of what is watched; `delivery.dropped` and `test` speak of the delivery itself. */
export const CHANGE_KINDS = [
  "finding.opened",
  "finding.reopened",
  "finding.resolved",
  "finding.excepted",
  "incident.opened",
  "incident.updated",
  "incident.closed",
  "delivery.dropped",
  "test",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One thing that changed, as every channel gets it: a change of state, never a repetition of a state. */
export interface Change {
  /** The same for the same change, however often it is put or sent: what receivers drop doubles by. */
  readonly key: string;
  readonly kind: ChangeKind;
  /** RFC 3339. */
  readonly time: string;
  /** Name of the cluster; "" where it has none. */
  readonly cluster: string;
  readonly severity: Severity;
  /** What opening and resolving have in common: the fingerprint of a finding, the id of an incident. With the cluster it names one thing. */
  readonly subject: string;
  /** Id of the check, or of the rule that weighs most in an incident; "" where there is none. */
  readonly check: string;
  /** One line for people, without line breaks: the title of the check or of the incident. */
  readonly title: string;
  /** A lower-case clause that says what is so. */
  readonly message: string;
  /** What it is about; undefined of what is about no one object. */
  readonly object: ObjectReference | undefined;
  /** "" where it is about no one container. */
  readonly container: string;
  /** Field path in the object; "" where there is none. */
  readonly path: string;
  /** Where people see it: an address of http or https; "" where there is none. */
  readonly link: string;
  /** Of what was excepted the reason and by whom, of what was dropped why; "" elsewhere. */
  readonly reason: string;
  /** The document of the finding or incident, as `-o json` writes it; {} where there is none. */
  readonly data: JsonObject;
}

/** Whether a change says that something is over: by it channels close what they opened. */
export function isOver({ kind }: Pick<Change, "kind">): boolean {
  return kind === "finding.resolved" || kind === "finding.excepted" || kind === "incident.closed";
}

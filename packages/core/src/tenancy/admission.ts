import type { AccessUser } from "../access/user.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";

/** A request to create or change something, as admission sees it. */
export interface AdmissionQuestion {
  readonly operation: "CREATE" | "UPDATE";
  readonly user: AccessUser;
  /** The plural name; its group is that of the object's kind, but for a subresource. */
  readonly resource: { readonly group: string; readonly version: string; readonly name: string };
  /** "" for none. */
  readonly subresource: string;
  readonly object: JsonObject;
  /** What was there before; null for a creation. */
  readonly oldObject: JsonObject | null;
}

/** A policy that refuses a request, by a binding that denies. */
export interface AdmissionDenial {
  readonly policy: string;
  readonly binding: string;
  readonly message: string;
}

/** Asks the admission policies of a cluster; none where they let a request through. */
export type Admission = (asked: AdmissionQuestion) => readonly AdmissionDenial[];

/** What evaluates the policies of a cluster; it is given, for the core has no CEL. */
export type AdmissionOf = (cluster: Cluster) => Admission;

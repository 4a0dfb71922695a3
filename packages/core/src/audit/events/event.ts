import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";

/** Who asked, as the API server authenticated it. */
export interface AuditUser {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  /** Lists of texts by key; keys as Kubernetes writes them. */
  readonly extra: JsonObject;
}

/** What a request was about; texts are "" where the event does not say. */
export interface ObjectReferenceOfEvent {
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly subresource: string;
  /** "" of what is in no namespace, and of a request over all of them. */
  readonly namespace: string;
  readonly name: string;
}

/** In what an event was packed. */
type Envelope = "kubernetes" | "eks" | "aks" | "gke" | "legacy";

/** Where an event comes from, as far as its envelope says. */
export interface EventSource {
  readonly envelope: Envelope;
  /** The cluster's name. */
  readonly cluster: string;
}

/** What others have found out about the addresses of an event before it came here. */
export interface Enrichment {
  /** Owners of addresses: number and domain of their autonomous system. */
  readonly owners: readonly { readonly address: string; readonly domain: string }[];
  /** Lists on which an address of the event stands: `tor_exit_nodes`. */
  readonly lists: readonly string[];
}

/**
 * One event of an audit log, whatever it was packed in: names as in `audit.k8s.io/v1`, texts "" where the event does not say. What no
 * envelope but Kubernetes' own carries is inferred, and `inferred` names it. `schemas/audit-event.schema.json` is its public form.
 */
export interface AuditEvent {
  readonly auditID: string;
  readonly level: string;
  /** "" where the envelope has none: such an event is a finished request. */
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: AuditUser;
  readonly impersonatedUser: AuditUser | undefined;
  readonly sourceIPs: readonly string[];
  readonly userAgent: string;
  readonly objectRef: ObjectReferenceOfEvent | undefined;
  /** HTTP status; 0 where the event has none. */
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly requestObject: JsonValue | undefined;
  readonly responseObject: JsonValue | undefined;
  readonly requestReceivedTimestamp: string;
  readonly stageTimestamp: string;
  readonly annotations: JsonObject;
  readonly source: EventSource;
  /** The text ended early: fields may be missing, and what stands here is whole. */
  readonly truncated: boolean;
  readonly inferred: readonly string[];
  readonly enrichment: Enrichment | undefined;
  /** `pods/exec`: resource and subresource; "" of a path that is no resource. */
  readonly target: string;
}

export const NOBODY: AuditUser = { username: "", uid: "", groups: [], extra: {} };

/** Whether it was let in and done, as far as the event says. */
export type Outcome = "succeeded" | "refused" | "failed";

/** What became of a request: refused is 401 and 403, failed any other error; without a status, what the authorizer decided. */
export function outcomeOf({ code, annotations }: AuditEvent): Outcome {
  if (code === 401 || code === 403) return "refused";
  if (code >= 400) return "failed";
  if (code === 0 && annotations["authorization.k8s.io/decision"] === "forbid") return "refused";
  return "succeeded";
}

/** The name of what was asked for; of what the API server named itself (`generateName`), from the response. */
export function nameIn({ objectRef, responseObject, requestObject }: AuditEvent): string {
  const given = objectRef?.name ?? "";
  return given !== "" ? given : nameOfBody(responseObject) || nameOfBody(requestObject);
}

function nameOfBody(body: JsonValue | undefined): string {
  return textAt(body, "metadata", "name");
}

/** The namespace of a request: that of the path, else of the body. */
export function namespaceIn({ objectRef, requestObject }: AuditEvent): string {
  return (objectRef?.namespace ?? "") || textAt(requestObject, "metadata", "namespace");
}

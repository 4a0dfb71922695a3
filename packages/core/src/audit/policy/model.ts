/** How much of a request is recorded, from nothing to both bodies (k8s.io/apiserver/pkg/apis/audit/v1/types.go). */
export const AUDIT_LEVELS = ["None", "Metadata", "Request", "RequestResponse"] as const;

/** One of `AUDIT_LEVELS`. */
export type AuditLevel = (typeof AUDIT_LEVELS)[number];

/** When a request can make an event, in the order of time; `ResponseStarted` only of requests that go on for long. */
export const AUDIT_STAGES = [
  "RequestReceived",
  "ResponseStarted",
  "ResponseComplete",
  "Panic",
] as const;

/** One of `AUDIT_STAGES`. */
export type AuditStage = (typeof AUDIT_STAGES)[number];

/** Resources of one API group, as a rule names them; empty lists are all. */
export interface AuditedResources {
  /** "" for the core group, `*` for every group. */
  readonly group: string;
  // `pods`, `pods/log`, `pods/*` (the pods themselves too), `*` for all, or a star in place of a resource with a subresource.
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

/** A rule of an audit policy with nothing left out: empty lists stand for whatever the rule does not say. */
export interface AuditRule {
  readonly level: AuditLevel;
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly AuditedResources[];
  /** "" for what is in no namespace. */
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly omitStages: readonly AuditStage[];
  /** Absent: as the policy has it. */
  readonly omitManagedFields: boolean | undefined;
}

/** An audit policy that an API server would start with. */
export interface AuditPolicy {
  /** As it is written: `audit.k8s.io/v1`, or a version that servers before 1.24 took. */
  readonly apiVersion: string;
  readonly rules: readonly AuditRule[];
  readonly omitStages: readonly AuditStage[];
  readonly omitManagedFields: boolean;
}

/** What a policy decides by: a request as the API server's authorizer attributes have it, before any impersonation. */
export interface AuditRequest {
  /** Absent where authentication failed: no rule with users or groups matches then. */
  readonly user: string | undefined;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly target: AuditTarget;
}

/** What a request is for: a resource of the API, or any other path. */
export type AuditTarget = AuditedResource | { readonly path: string };

/** A resource of the API with all that a rule can ask of it; "" where the request has none. */
export interface AuditedResource {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** What an audit policy decides about a request. */
export interface AuditDecision {
  readonly level: AuditLevel;
  /** Stages without an event, in the order of `AUDIT_STAGES`. */
  readonly omitStages: readonly AuditStage[];
  readonly omitManagedFields: boolean;
  /** Index of the rule that decides; undefined where none matches, which is level `None`. */
  readonly rule: number | undefined;
}

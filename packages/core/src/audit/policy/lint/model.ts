import type { FieldPath } from "../../../kubernetes/field-path.ts";
import type { AuditRequest } from "../model.ts";

/** What a lint of policies looks for, with what to do about it; the first two are of whoever reads the file. */
export const AUDIT_LINTS = {
  refused: "Correct the field: no API server starts with the policy.",
  ignored: "Correct or remove it: the API server reads the policy as if it were not there.",
  "version-refused": "Write apiVersion audit.k8s.io/v1, which API servers take since 1.12.",
  "group-wildcard": 'Name the API groups: before 1.36 no API server starts with a group "*".',
  "rule-shadowed": "Put the rule before the ones that decide in its place, or remove it.",
  "rule-matches-nothing": "Correct or remove the rule.",
  "rule-records-nothing": "Leave a stage in, or write level None if nothing is to be recorded.",
  "verb-unknown": "Leave verbs out for all of them, or name those that the API server has.",
  "identity-unknown": "Write the name as the API server has it; there are no wildcards here.",
  "resource-unknown": "Name the resource in its own API group.",
  "namespace-wildcard": "Leave namespaces out for all of them; there are no wildcards here.",
  "wildcard-includes-parent":
    "Name the subresources, or put the rule for the resource itself before: NAME/* matches both.",
  "credentials-recorded":
    "Put a rule before it that records these at Metadata: whoever reads the log has the credentials.",
  unrecorded: "Record these at Metadata or above before a rule that leaves them out.",
  "everything-of-somebody-unrecorded":
    "Record what they do: whoever takes their credentials is not seen.",
  "start-unrecorded":
    "Leave ResponseStarted in for these: the session is only recorded when it has ended.",
  "failed-authentication-unrecorded":
    "Leave ResponseStarted in, and end with a rule without conditions: an attempt has no other event.",
  "no-rule-for-the-rest": "End with a rule that has nothing but level: Metadata.",
  "bodies-unrecorded": "Record changes of these at Request or above, to see what was changed.",
  "cis-3.2.2": "Record these at that level, if the benchmark is asked of the cluster.",
} as const;

/** An id of `AUDIT_LINTS`. */
export type AuditLint = keyof typeof AUDIT_LINTS;

/** Something about a policy that people should know. */
export interface AuditRemark {
  readonly lint: AuditLint;
  /** `note`: it may be meant so. */
  readonly level: "note" | "warning";
  readonly path: FieldPath;
  /** A lower-case clause. */
  readonly message: string;
  /** Requests that show it: what the policy decides about each is the proof. Empty only for what is wrong in the text itself. */
  readonly witnesses: readonly AuditRequest[];
}

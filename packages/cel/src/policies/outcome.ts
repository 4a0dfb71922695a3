import { type JsonObject, textAt } from "@watertight/core/kubernetes";
import { quoteGo } from "../values/go-quote.ts";
import { type AdmissionAttributes, nameIn } from "./attributes.ts";

/*
 * What policies together say of a request, and how the API server words it.
 */

/** What a policy's decision leads to: an action of its binding, or that its failure policy lets a request pass without an answer. */
type DecisionAction = "Audit" | "Deny" | "Ignore" | "Mutate" | "Warn";

/** One thing that one policy says of a request. */
export interface PolicyDecision {
  readonly policy: string;
  /** "" where it is about the policy alone. */
  readonly binding: string;
  readonly action: DecisionAction;
  /** What decides; "" where no expression does. */
  readonly expression: string;
  readonly message: string;
  /** Why there was no answer. */
  readonly error?: string;
}

/** The `response` of an AdmissionReview without its uid, and each decision that it was made of. */
export interface Outcome {
  readonly allowed: boolean;
  readonly status?: JsonObject;
  readonly warnings: readonly string[];
  readonly auditAnnotations: ReadonlyMap<string, string>;
  readonly decisions: readonly PolicyDecision[];
}

const CODES = new Map([
  ["Unauthorized", 401],
  ["Forbidden", 403],
  ["RequestEntityTooLarge", 413],
]);

function failure(
  { resource, object, name }: AdmissionAttributes,
  { message, reason, code }: { message: string; reason: string; code: number },
  causes: readonly string[],
): JsonObject {
  const named = name || nameOf(object);
  return {
    metadata: {},
    status: "Failure",
    message,
    reason,
    details: {
      name: named,
      ...(resource.group !== "" && { group: resource.group }),
      kind: resource.resource,
      causes: causes.map((each) => ({ message: each })),
    },
    code,
  };
}

/** extractResourceName of k8s.io/apiserver/pkg/admission/errors.go. */
function nameOf(object: JsonObject | null): string {
  return nameIn(object) || textAt(object ?? undefined, "metadata", "generateName") || "Unknown";
}

/** What a validating policy's first denial is to whoever made the request. */
export function deniedStatus(
  attributes: AdmissionAttributes,
  message: string,
  reason: string,
): JsonObject {
  const { resource, name, object } = attributes;
  const whose = `${qualified(resource)} ${quoteGo(name || nameOf(object))}`;
  const whole = `${whose} is forbidden: ${message}`;
  const code = CODES.get(reason) ?? 422;
  return failure(attributes, { message: whole, reason, code }, [message]);
}

/** The same of mutating policies, which say all that failed. */
export function failedStatus(
  attributes: AdmissionAttributes,
  messages: readonly string[],
  reason: string,
): JsonObject {
  const [message = ""] = messages;
  return failure(attributes, { message, reason, code: 403 }, messages);
}

export function missingNamespaceStatus(name: string): JsonObject {
  return {
    metadata: {},
    status: "Failure",
    message: `namespaces ${quoteGo(name)} not found`,
    reason: "NotFound",
    details: { name, kind: "namespaces" },
    code: 404,
  };
}

function qualified({ group, resource }: AdmissionAttributes["resource"]): string {
  return group === "" ? resource : `${resource}.${group}`;
}

/** The annotations of one request for the audit log: a key is set once. */
export class AuditAnnotations {
  readonly found: Map<string, string> = new Map();

  /** Keys are a name after one slash, and what is set stays (k8s.io/apiserver/pkg/admission/attributes.go). */
  add(key: string, value: string): void {
    if (key.split("/").length === 2 && !this.found.has(key)) {
      this.found.set(key, value);
    }
  }
}

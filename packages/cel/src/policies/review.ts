import {
  isJsonObject,
  type JsonObject,
  jsonPatchBetween,
  sameJson,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import type { PolicySurroundings } from "./admit.ts";
import { type AdmissionAttributes, attributesOf } from "./attributes.ts";
import { validateRequest } from "./dispatch.ts";
import { mutateRequest } from "./mutating/dispatch.ts";
import type { Outcome, PolicyDecision } from "./outcome.ts";
import type { Policies } from "./policies.ts";

/*
 * AdmissionReviews in and out.
 */

/** The outcome of all policies, mutating ones first; the object as they leave it. */
export interface Admission extends Outcome {
  readonly object: JsonObject | null;
}

export function admit(
  policies: Policies,
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): Admission {
  const mutated = mutateRequest(policies.mutating, attributes, surroundings);
  const { object } = mutated.attributes;
  if (mutated.status !== undefined) {
    const { status, decisions } = mutated;
    return { allowed: false, status, warnings: [], auditAnnotations: new Map(), decisions, object };
  }
  const outcome = validateRequest(policies.validating, mutated.attributes, surroundings);
  return { ...outcome, decisions: [...mutated.decisions, ...outcome.decisions], object };
}

/** An AdmissionReview with its `response`, and the decisions that it was made of; a text where there is no request to answer. */
export function answerReview(
  review: JsonObject,
  policies: Policies,
  surroundings: PolicySurroundings,
): JsonObject | string {
  const { request } = review;
  if (review["kind"] !== "AdmissionReview" || !isJsonObject(request)) {
    return "The object is no AdmissionReview with a request.";
  }
  const attributes = attributesOf(request);
  if (attributes.operation === "" || attributes.resource.resource === "") {
    return "The request of the AdmissionReview has no operation or no resource.";
  }
  const admission = admit(policies, attributes, surroundings);
  return {
    ...review,
    response: {
      ...responseOf(textAt(request, "uid"), admission),
      ...patchOf(attributes.object, admission),
    },
    decisions: admission.decisions.map(decisionJson),
  };
}

function responseOf(uid: string, outcome: Admission): JsonObject {
  const { allowed, status, warnings, auditAnnotations } = outcome;
  return {
    uid,
    allowed,
    ...(status !== undefined && { status }),
    ...(auditAnnotations.size > 0 && { auditAnnotations: Object.fromEntries(auditAnnotations) }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** What the mutating policies have changed, as a review has it: a JSON Patch in base64. */
function patchOf(before: JsonObject | null, { allowed, object }: Admission): JsonObject {
  if (!allowed || before === object || before === null || object === null) {
    return {};
  }
  if (sameJson(before, object)) {
    return {};
  }
  const patch = stringifyJson(jsonPatchBetween(before, object));
  return { patchType: "JSONPatch", patch: Buffer.from(patch, "utf8").toString("base64") };
}

export function decisionJson(decision: PolicyDecision): JsonObject {
  const { policy, binding, action, expression, message, error } = decision;
  return {
    policy,
    binding: binding === "" ? null : binding,
    action,
    expression,
    message,
    ...(error !== undefined && { error }),
  };
}

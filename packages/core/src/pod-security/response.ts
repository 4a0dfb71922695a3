import type { JsonObject } from "../kubernetes/json.ts";
import { joinErrors, type LabelError, labelErrorBody, labelFieldOf } from "./policy.ts";
import { quote } from "./text.ts";

/** The `response` of an AdmissionReview without its uid; what is empty is absent, as Go's encoder leaves it out. */
export interface AdmissionResponse {
  readonly allowed: boolean;
  readonly status?: JsonObject;
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  readonly warnings?: readonly string[];
}

/** A resource or a kind with its API group. */
export interface GroupName {
  readonly group: string;
  readonly name: string;
}

export const ALLOWED: AdmissionResponse = { allowed: true };

/** Allowed, with annotations for the audit log where there are any. */
export function allowedWith(annotations: Readonly<Record<string, string>>): AdmissionResponse {
  return { allowed: true, auditAnnotations: annotations };
}

/** Allowed, with warnings where there are any. */
export function allowedWithWarnings(warnings: readonly string[]): AdmissionResponse {
  return warnings.length === 0 ? ALLOWED : { allowed: true, warnings };
}

/** 403, as `errors.NewForbidden` words it. */
export function forbiddenStatus(resource: GroupName, name: string, reason: string): JsonObject {
  const who = qualified(resource) + (name === "" ? "" : ` ${quote(name)}`);
  return {
    ...failure(resource.name === "" ? `forbidden: ${reason}` : `${who} is forbidden: ${reason}`),
    reason: "Forbidden",
    details: details(name, resource),
    code: 403,
  };
}

/** 422 for labels of a namespace that say nothing valid, as `errors.NewInvalid` words it. */
export function invalidResponse(
  kind: GroupName,
  name: string,
  errors: readonly LabelError[],
): AdmissionResponse {
  const status = {
    ...failure(`${qualified(kind)} ${quote(name)} is invalid: ${labelErrorsText(errors)}`),
    reason: "Invalid",
    details: {
      ...details(name, kind),
      causes: errors.map((error) => ({
        reason: "FieldValueInvalid",
        message: labelErrorBody(error),
        field: labelFieldOf(error),
      })),
    },
    code: 422,
  };
  return { allowed: false, status };
}

/** All label errors in one text, each with its field. */
export function labelErrorsText(errors: readonly LabelError[]): string {
  return joinErrors(errors.map((error) => `${labelFieldOf(error)}: ${labelErrorBody(error)}`));
}

/** 400 for a request that cannot be read; `cause` goes to the audit log only. */
export function badRequestResponse(message: string, cause?: string): AdmissionResponse {
  const status = { ...failure(message), reason: "BadRequest", code: 400 };
  return { allowed: false, status, auditAnnotations: errorAnnotation(message, cause) };
}

/** 500 when what the decision needs cannot be found. */
export function internalErrorResponse(problem: string, cause: string): AdmissionResponse {
  const message = `Internal error occurred: ${problem}`;
  const status = {
    ...failure(message),
    reason: "InternalError",
    details: { causes: [{ message: problem }] },
    code: 500,
  };
  return { allowed: false, status, auditAnnotations: errorAnnotation(message, cause) };
}

function errorAnnotation(message: string, cause?: string): Readonly<Record<string, string>> {
  return { error: cause === undefined ? message : `${message}: ${cause}` };
}

function failure(message: string): JsonObject {
  return { metadata: {}, status: "Failure", message };
}

function details(name: string, { group, name: kind }: GroupName): JsonObject {
  return {
    ...(name === "" ? {} : { name }),
    ...(group === "" ? {} : { group }),
    ...(kind === "" ? {} : { kind }),
  };
}

function qualified({ group, name }: GroupName): string {
  return group === "" ? name : `${name}.${group}`;
}

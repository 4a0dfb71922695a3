import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Admission } from "@watertight/cel/policies";
import { type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import { type Answer, type ControlPlane, until } from "../control-plane/index.ts";
import { VALIDATING } from "./admission-policies.ts";

/*
 * What the server's policies and ours say of a request, in a form that can be compared.
 */

/** Where several policies are asked at once. */
export const TOLD = "policies-told";

const FAILURE = "validation.policy.admission.k8s.io/validation_failure";

/** What is compared: where several policies are asked, which comes first is not said. */
export function seenOf(answer: Answer, annotations: JsonObject, space: string): JsonObject {
  const told = Object.entries(annotations).filter(([key]) => space !== TOLD || key !== FAILURE);
  return {
    allowed: answer.status === 201,
    message: answer.status === 201 ? "" : textAt(answer.json, "message"),
    reason: answer.status === 201 ? "" : textAt(answer.json, "reason"),
    code: answer.status === 201 ? 0 : answer.status,
    warnings: answer.warnings.filter((text) => text.startsWith("Validation failed")).toSorted(),
    annotations: inOrder(Object.fromEntries(told)),
  };
}

export function ownOf(
  { allowed, status, warnings, auditAnnotations }: Admission,
  space: string,
): JsonObject {
  const told = new Map(auditAnnotations);
  if (space === TOLD) told.delete(FAILURE);
  return {
    allowed,
    message: textAt(status, "message"),
    reason: textAt(status, "reason"),
    code: Number(status?.["code"] ?? 0),
    warnings: warnings.toSorted(),
    annotations: inOrder(Object.fromEntries(told)),
  };
}

/** Values of several params are in no order that is said. */
function inOrder(annotations: JsonObject): JsonObject {
  const listed = Object.entries(annotations).map(([key, value]) =>
    key === "params/by" ? [key, textAt(value).split(", ").toSorted().join(", ")] : [key, value],
  );
  return sortedObject(Object.fromEntries(listed) as JsonObject);
}

function sortedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Annotations of the audit log that policies have made, by the id of the request. */
export async function auditedFor(
  plane: ControlPlane,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const wanted = new Set(ids);
  let found = new Map<string, JsonObject>();
  await until("the audit log has all requests", () => {
    const lines = readFileSync(join(plane.folder, "audit.log"), "utf8").split("\n");
    found = new Map(
      lines.flatMap((line) => {
        if (!line.includes('"stage":"ResponseComplete"') || !line.includes("policies-")) return [];
        const event = JSON.parse(line) as { auditID: string; annotations?: JsonObject };
        return wanted.has(event.auditID)
          ? [[event.auditID, ownAnnotations(event.annotations)]]
          : [];
      }),
    );
    return Promise.resolve(found.size === wanted.size);
  });
  return found;
}

function ownAnnotations(annotations: JsonObject = {}): JsonObject {
  const names = new Set(VALIDATING.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) => key === FAILURE || names.has(key.split("/")[0] ?? ""),
    ),
  );
}

export function seenObject(answer: Answer): string {
  return answer.status === 201 ? comparable(answer.json) : textAt(answer.json, "message");
}

/** A Pod without what every request has of its own. */
function comparable(json: Answer["json"]): string {
  const { metadata = {}, ...pod } = objectAt(json);
  const {
    uid: _,
    creationTimestamp: __,
    managedFields: ___,
    namespace: ____,
    ...kept
  } = objectAt(metadata);
  return JSON.stringify({ ...pod, metadata: sortedObject(kept) });
}

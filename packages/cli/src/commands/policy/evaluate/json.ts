import { decisionJson } from "@watertight/cel/policies";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { placeJson, referenceJson } from "@watertight/reports/json";
import type { Evaluated } from "./evaluated.ts";

/** Each object with what policies say of it: those of which one says something with every decision. */
export function evaluationJson({ objects, unknown }: Evaluated, snapshot: Snapshot): JsonObject {
  const noted = objects.filter(({ admission }) => admission.decisions.length > 0);
  return {
    summary: {
      objects: objects.length,
      denied: objects.filter(({ admission }) => !admission.allowed).length,
      notEvaluated: unknown.length,
    },
    objects: noted.map(({ entry, admission }) => {
      const { allowed, status, warnings, auditAnnotations, decisions } = admission;
      return {
        ...placeJson({ object: entry.reference, path: [] }, snapshot),
        allowed,
        ...(status !== undefined && { status }),
        ...(warnings.length > 0 && { warnings }),
        ...(auditAnnotations.size > 0 && {
          auditAnnotations: Object.fromEntries(auditAnnotations),
        }),
        decisions: decisions.map(decisionJson),
      };
    }),
    notEvaluated: unknown.map(({ reference }) => referenceJson(reference)),
  };
}

import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Breach, Dedication, DedicationPlan } from "@watertight/core/tenancy";
import {
  type DocumentFacts,
  documentHead,
  proofJson,
  referenceJson,
} from "@watertight/reports/json";
import { nameOfPod } from "../json.ts";

/** `placement dedicated -o json`. */
export function dedicatedJson(
  dedication: Dedication,
  plan: DedicationPlan,
  facts: DocumentFacts,
): string {
  const { snapshot } = facts;
  return `${stringifyJson({
    ...documentHead(facts),
    ...dedicationJson(dedication, snapshot),
    plan: {
      documents: plan.documents,
      removed: plan.removed.map(({ object, path }) => ({
        object: referenceJson(object),
        path: formatFieldPath(path),
      })),
      remarks: plan.remarks,
      after: dedicationJson(plan.after, snapshot),
    },
  })}\n`;
}

function dedicationJson(dedication: Dedication, snapshot: Snapshot): JsonObject {
  const { pool, tenant, verdict, sides, breaches, observed, exceptions, administrators } =
    dedication;
  return {
    pool: { name: pool.name, nodes: pool.nodes.map(({ name }) => name) },
    tenant: { name: tenant.name, namespaces: tenant.namespaces },
    verdict,
    sides: sides.map(({ side, holds }) => ({ side, holds })),
    breaches: breaches.map((breach) => breachJson(breach, snapshot)),
    observed: observed.map(({ pod, node }) => ({ pod: nameOfPod(pod), node })),
    exceptions: exceptions.map(({ pod, because }) => ({ pod: nameOfPod(pod), because })),
    administrators: administrators.map(({ who, because }) => ({ who, because })),
  };
}

function breachJson(
  { side, verdict, message, proof, holders }: Breach,
  snapshot: Snapshot,
): JsonObject {
  return {
    side,
    verdict,
    message,
    proof: proofJson(proof, snapshot),
    holders: holders.map(({ who, may }) => ({ who, may })),
  };
}

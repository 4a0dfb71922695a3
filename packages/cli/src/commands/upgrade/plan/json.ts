import {
  formatFieldPath,
  type JsonObject,
  type ObjectReference,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import {
  type Blocker,
  type Gate,
  type Step,
  type Stop,
  versionText,
} from "@watertight/core/upgrade";
import { documentHead, proofJson, referenceJson, safeJson } from "@watertight/reports/json";
import { factsOf } from "../../../document-facts.ts";
import type { AskedPlan } from "./model.ts";

/** `upgrade plan -o json`; a step a line, for there may be thousands. */
export function planJson({ plan, read, collected }: AskedPlan): string {
  const { snapshot } = read.cluster;
  const head = safeJson({
    ...documentHead(factsOf(read, [...plan.assumptions, ...collected.statements])),
    from: versionText(plan.from),
    fromKnown: plan.fromKnown,
    to: versionText(plan.to),
  });
  const rest: readonly (readonly [string, readonly JsonObject[]])[] = [
    ["steps", plan.steps.map((step) => stepJson(step, snapshot))],
    ["blockers", plan.blockers.map((blocker) => blockerJson(blocker, snapshot))],
    ["stops", plan.stops.map(stopJson)],
    ["actors", plan.actors.map((actor) => ({ ...actor, auditLevel: actor.auditLevel ?? null }))],
    [
      "unknown",
      [
        ...plan.unknown.map(({ kind, object, reason }) => ({
          ...{ kind, object: object ? referenceJson(object) : null },
          reason,
        })),
        ...collected.unread.map(({ object, reason }) => ({
          ...{ kind: "helm-release", object: referenceJson(object) },
          reason,
        })),
      ],
    ],
  ];
  const lists = rest.map(
    ([name, rows]) => `"${name}": [${rows.map((row) => `\n  ${safeJson(row)}`).join(",")}\n]`,
  );
  return `${head.slice(0, -1)},\n${lists.join(",\n")},\n"closes": ${stringifyJson(plan.closes)}}\n`;
}

function stepJson(step: Step, snapshot: Snapshot): JsonObject {
  const { order, component, node, pool, zone, action, from, to, gates, rounds, seconds } = step;
  return {
    ...{ order, component, node: node ?? null, pool: pool ?? null, zone: zone ?? null, action },
    ...{ from: from ?? null, to },
    gates: gates.map((gate) => gateJson(gate, snapshot)),
    rounds: rounds && { ...rounds },
    seconds: seconds && { ...seconds },
    rollback: step.rollback,
  };
}

function gateJson({ gate, verdict, reason, proof }: Gate, snapshot: Snapshot): JsonObject {
  return { gate, verdict, reason, proof: proofJson(proof, snapshot) };
}

function blockerJson(
  { kind, object, caller, nodes, reason, proof, fix }: Blocker,
  snapshot: Snapshot,
): JsonObject {
  return {
    ...{
      kind,
      object: object ? referenceJson(object) : null,
      caller: caller ?? null,
      nodes,
      reason,
    },
    proof: proofJson(proof, snapshot),
    fix: fix
      ? {
          message: fix.message,
          edits: fix.edits.map(({ object: changed, edit }) => ({
            object: namedIn(changed, snapshot),
            op: edit.op,
            path: formatFieldPath(edit.path),
            ...(edit.op !== "remove" && { value: edit.value }),
          })),
          proven: fix.proven ?? null,
        }
      : null,
  };
}

function namedIn(reference: ObjectReference, snapshot: Snapshot): JsonObject {
  return referenceJson(snapshot.find(reference)?.reference ?? reference);
}

function stopJson({ kind, object, node, reason, seconds }: Stop): JsonObject {
  return {
    ...{ kind, object: referenceJson(object), node: node ?? null, reason },
    seconds: seconds && { ...seconds },
  };
}

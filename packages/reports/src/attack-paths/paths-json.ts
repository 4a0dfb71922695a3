import {
  type AttackChange,
  type AttackPath,
  type AttackPaths,
  type AttackVertex,
  isObjectChange,
  type ListedEdge,
} from "@watertight/core/attack-paths";
import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { type DocumentFacts, documentHead } from "../json/document-json.ts";
import { proofJson, referenceJson } from "../json/evidence-json.ts";
import { safeJson } from "../json/safe-json.ts";

/** A vertex as documents have it. */
export function vertexJson({ kind, namespace, name, container }: AttackVertex): JsonObject {
  return {
    ...{ kind, namespace: namespace || null, name },
    ...(container !== undefined && { container }),
  };
}

/** An edge of `paths edges`. */
export function edgeJson(edge: ListedEdge, snapshot: Snapshot): JsonObject {
  return {
    edge: edge.edge,
    aliases: edge.aliases,
    from: vertexJson(edge.from),
    to: vertexJson(edge.to),
    certainty: edge.unknown.length === 0 ? "yes" : "unknown",
    techniques: edge.techniques,
    proof: proofJson(edge.proof, snapshot),
    blockers: edge.unknown,
    with: edge.with.map(vertexJson),
    then: edge.then,
  };
}

/** A path with its steps. */
export function pathJson(path: AttackPath, snapshot: Snapshot): JsonObject {
  return {
    from: vertexJson(path.from),
    to: vertexJson(path.to),
    certainty: path.certainty,
    reasons: path.reasons,
    cost: path.cost,
    steps: path.steps.map((step) => ({
      edge: step.edge,
      from: vertexJson(step.from),
      to: vertexJson(step.to),
      with: step.with.map(vertexJson),
      then: step.then,
      techniques: step.techniques,
      certainty: step.unknown.length === 0 ? "yes" : "unknown",
      proof: proofJson(step.proof, snapshot),
      breaks: step.breaks.flatMap(({ change }) => changeJson(change, snapshot)),
    })),
  };
}

/** A change as edits of objects; a binding goes as a whole. */
export function changeJson(change: AttackChange, snapshot: Snapshot): readonly JsonObject[] {
  if (!isObjectChange(change)) {
    return [
      { object: referenceJson(change.object.reference), op: "delete", path: "", value: null },
    ];
  }
  const { object, edits, added } = change;
  if (added) {
    const { apiVersion, kind, metadata } = added;
    const { name = "", namespace = "" } = metadata as { name?: string; namespace?: string };
    return [
      { object: { apiVersion, kind, namespace, name }, op: "create", path: "", value: added },
    ];
  }
  const reference = referenceJson(snapshot.find(object)?.reference ?? object);
  return edits.map((edit) => ({
    object: reference,
    op: edit.op,
    path: formatFieldPath(edit.path),
    value: edit.op === "remove" ? null : edit.value,
  }));
}

/** `paths -o json`: a path a line. */
export function pathsJson({ paths, truncated }: AttackPaths, facts: DocumentFacts): string {
  const head = safeJson(documentHead(facts));
  const rows = paths.map((path) => `  ${stringifyJson(pathJson(path, facts.snapshot))}`);
  return `${head.slice(0, -1)},\n"paths": [\n${rows.join(",\n")}\n],\n"truncated": ${truncated}}\n`;
}

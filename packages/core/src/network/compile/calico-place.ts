import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { type EndpointQuery, EVERY_ENDPOINT } from "../endpoint-query.ts";
import type { PolicyProblem } from "../policy.ts";
import { type CalicoLabels, parseCalicoSelector } from "./calico-selector.ts";

/** What reading one of Calico's policies needs, and where its problems go. */
export interface CalicoPlace {
  readonly object: ObjectReference;
  /** Undefined for a GlobalNetworkPolicy. */
  readonly namespace: string | undefined;
  readonly snapshot: Snapshot;
  readonly problems: PolicyProblem[];
}

export function reportCalico(
  { object, problems }: CalicoPlace,
  path: FieldPath,
  message: string,
): void {
  problems.push({ object, path, message });
}

/** A field of a part of a policy, and where that part is. */
export interface CalicoField {
  readonly holder: JsonValue;
  readonly path: FieldPath;
  readonly field: string;
}

/** The selector that a field holds; an absent one selects everything. */
export function selectorAt(
  { holder, path, field }: CalicoField,
  labels: CalicoLabels,
  at: CalicoPlace,
): EndpointQuery {
  const parsed = parseCalicoSelector(textAt(holder, field), labels);
  if ("query" in parsed) return parsed.query;
  reportCalico(at, [...path, field], parsed.problem);
  return EVERY_ENDPOINT;
}

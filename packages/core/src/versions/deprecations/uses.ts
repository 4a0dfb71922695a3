import type { FieldPath } from "../../kubernetes/field-path.ts";

import type { ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { type ApiLifecycle, minorText } from "./lifecycles.ts";

/** What a use of an API was told by. */
type UseSignal =
  | "metric"
  | "audit"
  | "manifest"
  | "helm-release"
  | "managed-fields"
  | "last-applied"
  | "reference"
  | "stored-version"
  | "webhook-rule"
  | "policy-rule"
  | "rbac-rule";

/** `high`: it happens, or will fail. `medium`: it happened, and whoever did it does it so. `low`: it happened, or somebody may. */
export type UseConfidence = "high" | "medium" | "low";

/** Who called, as far as what was read says. */
export interface UseCaller {
  /** `serviceaccount/NS/NAME` or `user/NAME`. */
  readonly entity: string;
  readonly userAgent: string;
  readonly verbs: readonly string[];
  readonly requests: number;
  readonly first: string;
  readonly last: string;
}

/** One use of a version of an API that the target does not serve any more, or will stop to. */
export interface ApiUse {
  readonly group: string;
  readonly version: string;
  /** The plural, with a subresource after `/`; `*` where a rule names all of a group. */
  readonly resource: string;
  /** At the target: `removed`, or only `deprecated`. */
  readonly state: "removed" | "deprecated";
  /** `1.25`; null where it is not known, as of custom resources. */
  readonly removedIn: string | null;
  readonly replacement: string | null;
  readonly signal: UseSignal;
  readonly confidence: UseConfidence;
  readonly object: ObjectReference | null;
  /** In the object; what says so. */
  readonly path: FieldPath;
  readonly caller: UseCaller | null;
  /** The field manager that wrote. */
  readonly manager: string | null;
  /** Lower-case clause: what was seen. */
  readonly message: string;
}

/** What is asked: the minor that is to be, and the snapshot. */
export interface UsesAsked {
  readonly snapshot: Snapshot;
  readonly target: number;
}

/** Which state an API has at a target; undefined where nothing is to be said. */
export function stateAt(
  { deprecatedIn, removedIn }: Pick<ApiLifecycle, "deprecatedIn" | "removedIn">,
  target: number,
): ApiUse["state"] | undefined {
  if (removedIn <= target) return "removed";
  return deprecatedIn <= target ? "deprecated" : undefined;
}

type Seen = Pick<ApiUse, "signal" | "confidence" | "message"> &
  Partial<Pick<ApiUse, "object" | "path" | "caller" | "manager" | "resource">>;

/** A use of an API of the table; undefined where the target serves it and nobody speaks against it. */
function useOf(lifecycle: ApiLifecycle, target: number, seen: Seen): ApiUse | undefined {
  const state = stateAt(lifecycle, target);
  if (state === undefined) return undefined;
  const { group, version, resource, removedIn, replacement } = lifecycle;
  return {
    group,
    version,
    resource,
    state,
    removedIn: minorText(removedIn),
    replacement: replacement && replacement.since <= target ? replacement.apiVersion : null,
    object: null,
    path: [],
    caller: null,
    manager: null,
    ...seen,
  };
}

/** The same as a list, which is empty where there is no use. */
export function usesOf(
  lifecycle: ApiLifecycle | undefined,
  target: number,
  seen: Seen,
): readonly ApiUse[] {
  const use = lifecycle && useOf(lifecycle, target, seen);
  return use ? [use] : [];
}

const CONFIDENCES: readonly UseConfidence[] = ["high", "medium", "low"];

/** What goes before what is only deprecated, the surest first, then in the order of names. */
export function byUrgency(a: ApiUse, b: ApiUse): number {
  return (
    Number(a.state === "deprecated") - Number(b.state === "deprecated") ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    compareTexts(keyOf(a), keyOf(b))
  );
}

function keyOf({ group, resource, version, signal, object, caller }: ApiUse): string {
  return [
    ...[group, resource, version, signal],
    ...(object ? [object.kind, object.namespace ?? "", object.name] : []),
    ...(caller ? [caller.entity, caller.userAgent] : []),
  ].join("\u0000");
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

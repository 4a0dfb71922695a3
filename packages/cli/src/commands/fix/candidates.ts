import type { Fix } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { PlacedFinding } from "@watertight/core/scan";
import {
  insideOf,
  nameOfOrigin,
  renderingOf,
  type Snapshot,
  type SnapshotObject,
} from "@watertight/core/snapshot";
import type { Candidate, Choice, Outcome } from "./model.ts";
import { numbersOf } from "./sameness.ts";
import { valueHint, withValues } from "./values.ts";

/** Which findings to put right, and what becomes of the others. */
export interface Chosen {
  readonly candidates: readonly Candidate[];
  /** By fingerprint. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Sorts findings by what may be done about them; `refused` has those for which it was tried. */
export function chooseCandidates(
  snapshot: Snapshot,
  found: readonly PlacedFinding[],
  refused: ReadonlyMap<string, string>,
  choice: Choice,
): Chosen {
  const numbers = numbersOf(snapshot);
  const candidates: Candidate[] = [];
  const outcomes = new Map<string, Outcome>();
  for (const placed of found) {
    const { fingerprint } = placed.finding;
    const reason = refused.get(fingerprint);
    const chosen =
      reason === undefined
        ? choose(placed, numbers, choice)
        : ({ kind: "refused", reason } as const);
    if ("sets" in chosen) candidates.push(chosen);
    else outcomes.set(fingerprint, chosen);
  }
  return { candidates, outcomes };
}

function choose(
  { finding, places }: PlacedFinding,
  numbers: ReadonlyMap<SnapshotObject, number>,
  choice: Choice,
): Candidate | Outcome {
  const { check, fix } = finding;
  if (finding.exception) return { kind: "accepted" };
  if (!fix) return { kind: "no-fix" };
  const sets: Candidate["sets"][number][] = [];
  for (const place of places) {
    const made = place.fix && fixFor(check, place.fix, choice);
    if (made === undefined) return { kind: "no-fix" };
    if (made === "needs-value") return { kind: made, hint: valueHint(finding, fix) };
    if (made === "unsafe") return { kind: made };
    const obstacle = obstacleOf(place.target, choice);
    if (obstacle) return obstacle;
    sets.push({ object: numbers.get(place.target) ?? -1, edits: made.edits });
  }
  return { finding, places, fix, sets };
}

function fixFor(check: string, fix: Fix, choice: Choice): Fix | "needs-value" | "unsafe" {
  if (fix.safety === "needs-value") return withValues(check, fix, choice.values) ?? "needs-value";
  return fix.safety === "may-break" && !choice.unsafe ? "unsafe" : fix;
}

function obstacleOf(
  { origin, reference }: SnapshotObject,
  { patches, obstacle }: Choice,
): Outcome | undefined {
  const inside = insideOf(origin);
  if (inside) {
    const reason = `It is text in ${formatFieldPath(inside)} of another object, which is changed by hand.`;
    return { kind: "elsewhere", reason };
  }
  const rendered = renderingOf(origin);
  if (!rendered) return obstacle(nameOfOrigin(origin));
  const program = rendered.by === "helm" ? "Helm" : "Kustomize";
  if (!patches) {
    const reason = `The object is what ${program} rendered from ${rendered.from}, and in no file as it is; --patches DIR makes a patch for it.`;
    return { kind: "elsewhere", reason };
  }
  if (reference.name !== "") return undefined;
  return { kind: "elsewhere", reason: "The object has no name by which a patch could find it." };
}

import { compareSeverity, type Finding } from "@watertight/core/findings";
import { type Edit, formatFieldPath } from "@watertight/core/kubernetes";
import type { PlacedFinding } from "@watertight/core/scan";
import type { Candidate, Scanned, Undone } from "./model.ts";
import { impliedIn, numbersOf, samenessOf, spokenOfIn } from "./sameness.ts";

/**
 * Which candidates did not do what they should. A finding that is still there may go later: the same may have come to light in
 * another file. A new finding refuses those that brought it. Not new is what a finding stood for or had hidden (it stands where
 * nothing was changed, and is no worse), what was said of the same objects together with others that were equal to them, and what
 * is less severe in the same place.
 */
export function judge(before: Scanned, after: Scanned, candidates: readonly Candidate[]): Undone {
  const refused = new Map<string, string>();
  const later = new Map<string, string>();
  const same = samenessOf(before, after);
  const isImpliedNow = impliedIn(after)(before.snapshot);
  for (const candidate of candidates) {
    const { finding } = candidate;
    if (!same.after.has(finding) && !isImpliedNow(candidate)) continue;
    later.set(finding.fingerprint, "The finding would still be there after the change.");
  }
  const wasImplied = impliedIn(before)(after.snapshot);
  const wasSpokenOf = spokenOfIn(before)(after.snapshot);
  const suspectsOf = suspectsAmong(candidates, after);
  for (const placed of after.found) {
    const { finding } = placed;
    if (same.before.has(finding) || wasImplied(placed) || wasSpokenOf(placed)) continue;
    const where = finding.path === "" ? "" : ` at ${finding.path}`;
    for (const { finding: cause } of guiltyOf(finding, suspectsOf(placed))) {
      refused.set(
        cause.fingerprint,
        `The change would bring a new finding: ${finding.check}${where}.`,
      );
    }
  }
  return { refused, later };
}

/** Tells which candidates may have brought a finding: those that change its objects, all where none does. */
function suspectsAmong(
  candidates: readonly Candidate[],
  { snapshot }: Scanned,
): (placed: PlacedFinding) => readonly Candidate[] {
  const numbers = numbersOf(snapshot);
  const byObject = candidatesByObject(candidates);
  return ({ places }) => {
    const objects = places.map(({ target }) => numbers.get(target) ?? -1);
    const suspects = [...new Set(objects.flatMap((object) => byObject.get(object) ?? []))];
    return suspects.length > 0 ? suspects : candidates;
  };
}

function candidatesByObject(candidates: readonly Candidate[]): Map<number, Candidate[]> {
  const found = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    for (const { object } of candidate.sets) {
      const known = found.get(object);
      if (known) known.push(candidate);
      else found.set(object, [candidate]);
    }
  }
  return found;
}

function guiltyOf(finding: Finding, suspects: readonly Candidate[]): readonly Candidate[] {
  const touching = suspects.filter(({ sets }) =>
    sets.some(({ edits }) => edits.some((edit) => touches(edit, finding.path))),
  );
  const severityOver = ({ finding: cause }: Candidate): number =>
    compareSeverity(cause.severity, finding.severity);
  // What is less severe in the same place is what is left of the weakness: `baseline` where nothing was enforced.
  if (touching.length > 0) return touching.filter((suspect) => severityOver(suspect) <= 0);
  return suspects.every((suspect) => severityOver(suspect) < 0) ? suspects : [];
}

function touches({ path }: Edit, place: string): boolean {
  const edited = formatFieldPath(path);
  return isWithin(edited, place) || isWithin(place, edited);
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^(?:$|[.[])/.test(path.slice(outer.length));
}

import { type Entry, type Finding, headingOf } from "@watertight/core/findings";
import { counted } from "./words.ts";

/** Of objects that have the same. */
const MOST_NAMES = 4;

/** What is settled with a finding: `same cause: medium seccomp-missing (3 places)`, or the further objects that have the same. */
export function othersText({ by, finding, others }: Entry): string {
  return by === "shared" ? objectsText(finding, others) : `same cause: ${checksText(others)}`;
}

/** A check each, the worst first. */
function checksText(others: readonly Finding[]): string {
  const byCheck = new Map<string, Finding[]>();
  for (const finding of others.toReversed()) {
    const same = byCheck.get(finding.check);
    if (same) same.push(finding);
    else byCheck.set(finding.check, [finding]);
  }
  return [...byCheck].map(([check, findings]) => named(check, findings)).join(", ");
}

/** `in 3 objects: Pod shop/web, Pod shop/api and 1 more (--group-by object shows each)`. */
function objectsText(finding: Finding, others: readonly Finding[]): string {
  const names = [...new Set([finding, ...others].map(({ object }) => headingOf(object)))];
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return `in ${counted(names.length, "object")}: ${shown}${more} (--group-by object shows each)`;
}

function named(check: string, findings: readonly Finding[]): string {
  const [{ severity } = { severity: "info" }] = findings;
  const places = findings.length === 1 ? "" : ` (${findings.length} places)`;
  return `${severity} ${check}${places}`;
}

import type { Match } from "../matching/source.ts";
import { speaksOf, type VexImage, type VexStatement } from "./statement.ts";

/** A match with what was said of it; the last word counts. */
export interface JudgedMatch {
  readonly match: Match;
  readonly vex?: VexStatement;
  /** Whether it is said not to affect, or to be fixed. */
  readonly suppressed: boolean;
}

/** Every match with the latest statement about it; nothing is left out. */
export function applyVex(
  matches: readonly Match[],
  statements: readonly VexStatement[],
  image: VexImage,
): readonly JudgedMatch[] {
  const byId = new Map<string, VexStatement[]>();
  for (const statement of statements) {
    for (const id of statement.vulnerabilities) {
      byId.set(id, [...(byId.get(id) ?? []), statement]);
    }
  }
  return matches.map((match) => {
    const vex = [match.vulnerability, ...match.aliases]
      .flatMap((id) => byId.get(id) ?? [])
      .filter((statement) => speaksOf(statement, match.package, image))
      .sort((a, b) => (a.timestamp < b.timestamp ? -1 : Number(a.timestamp > b.timestamp)))
      .at(-1);
    const suppressed = vex?.status === "not_affected" || vex?.status === "fixed";
    return { match, suppressed, ...(vex !== undefined && { vex }) };
  });
}

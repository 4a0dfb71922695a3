import type { Advisory, Affected, SeverityScore } from "./advisory.ts";
import { cvss2Score, cvss3Score } from "./cvss.ts";

/** How bad a vulnerability is; `unknown` where nobody says, which is no assurance. */
export type Rating = "critical" | "high" | "medium" | "low" | "negligible" | "unknown";

/** From least to worst; what is unknown is before the known. */
export const RATINGS: readonly Rating[] = [
  "unknown",
  "negligible",
  "low",
  "medium",
  "high",
  "critical",
];

const WORDS = new Map<string, Rating>([
  ["critical", "critical"],
  ["high", "high"],
  ["important", "high"],
  ["medium", "medium"],
  ["moderate", "medium"],
  ["low", "low"],
  ["minor", "low"],
  ["negligible", "negligible"],
  ["unimportant", "negligible"],
  ["none", "negligible"],
  ["not yet assigned", "unknown"],
]);

/** The rating that a word of any database means: `IMPORTANT` of Red Hat, `unimportant` of Debian, `high**`. */
export function ratingOfWord(word: string): Rating {
  return WORDS.get(word.trim().toLowerCase().replaceAll("*", "")) ?? "unknown";
}

/** The rating of a CVSS base score by its specification (section "Qualitative Severity Rating Scale"). */
export function ratingOfScore(score: number): Rating {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : "negligible";
}

/** What an advisory says of a package: its vendor's word first, then the worst of its vectors. */
export function ratingOf(advisory: Advisory, entry: Affected): Rating {
  const word = [entry.rating, advisory.rating]
    .map(ratingOfWord)
    .find((rating) => rating !== "unknown");
  if (word !== undefined) return word;
  const scores = [...entry.severities, ...advisory.severities];
  const byWord = scores
    .map(({ score }) => ratingOfWord(score))
    .find((rating) => rating !== "unknown");
  if (byWord !== undefined) return byWord;
  const score = worstScore(scores);
  return score === undefined ? "unknown" : ratingOfScore(score);
}

/** The highest score that vectors of CVSS 2 and 3 give; undefined where none is one of those. */
export function worstScore(severities: readonly SeverityScore[]): number | undefined {
  const scores = severities.flatMap(({ score }) => scoreOf(score) ?? []);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

function scoreOf(text: string): number | undefined {
  if (text.startsWith("CVSS:3")) return cvss3Score(text);
  if (/^\(?AV:[LAN]\/AC:[HML]\/Au:/.test(text)) return cvss2Score(text);
  const plain = Number(text);
  return text !== "" && plain >= 0 && plain <= 10 ? plain : undefined;
}

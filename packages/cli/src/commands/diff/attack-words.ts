import { textOfVertex } from "@watertight/core/attack-paths";
import type { JsonObject } from "@watertight/core/kubernetes";
import { pathJson, vertexJson } from "@watertight/reports/attack-paths";
import { markdownText, sanitize } from "@watertight/reports/text";
import { pathLine } from "../paths/text.ts";
import type { AttackDifference, ComparedPath, Reached } from "./attacks.ts";

/** Lines that a person reads. */
const MOST = 20;

/** What opens and closes for an attacker, for people; nothing where nothing does. */
export function attackLines(difference: AttackDifference): readonly string[] {
  const { opened, closed, gained, lost } = difference;
  const path = (word: string, { path: each }: ComparedPath): string =>
    `${word}  ${pathLine(each).trimEnd()}`;
  const reach = (word: string, { vertex, certainty }: Reached): string =>
    sanitize(`${word}  ${certaintyWord(certainty)}  ${textOfVertex(vertex)}`);
  return [
    ...cut(closed.map((each) => path("path closed", each))),
    ...cut(opened.map((each) => path("path opened", each))),
    ...cut(lost.map((each) => reach("reach lost  ", each))),
    ...cut(gained.map((each) => reach("reach gained", each))),
    ...(isNothing(difference) ? [] : [sumOfAttacks(difference)]),
    ...(difference.truncated ? ["There may be more paths than were compared."] : []),
  ];
}

function cut(lines: readonly string[]): readonly string[] {
  const rest = lines.length - MOST;
  return rest > 0
    ? [...lines.slice(0, MOST), `  and ${rest} more; -o json has all of them`]
    : lines;
}

function certaintyWord(certainty: "unknown" | "yes"): string {
  return certainty === "yes" ? "yes" : "may";
}

function isNothing({ opened, closed, gained, lost }: AttackDifference): boolean {
  return [opened, closed, gained, lost].every(({ length }) => length === 0);
}

/** How many there are of each. */
function sumOfAttacks({ opened, closed, gained, lost }: AttackDifference): string {
  return `paths: ${opened.length} opened, ${closed.length} closed; reach: ${gained.length} gained, ${lost.length} lost`;
}

/** The same for a comment on a pull request. */
export function attackMarkdown(difference: AttackDifference): string {
  if (isNothing(difference)) return "";
  const { opened, closed, gained, lost } = difference;
  const paths = (title: string, all: readonly ComparedPath[]): string =>
    section(
      title,
      all.map(({ path }) => pathLine(path).trimEnd()),
    );
  const reach = (title: string, all: readonly Reached[]): string =>
    section(
      title,
      all.map(({ vertex, certainty }) => `${certaintyWord(certainty)} ${textOfVertex(vertex)}`),
    );
  return [
    `**${sumOfAttacks(difference)}**\n`,
    paths("Paths of attack opened", opened),
    paths("Paths of attack closed", closed),
    reach("Within an attacker's reach now", gained),
    reach("Out of an attacker's reach now", lost),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function section(title: string, all: readonly string[]): string {
  if (all.length === 0) return "";
  return `### ${title}\n\n${cut(all)
    .map((line) => `- ${markdownText(line.trim())}\n`)
    .join("")}`;
}

/** The same for programs. */
export function attackJson(difference: AttackDifference): JsonObject {
  const { opened, closed, gained, lost, truncated } = difference;
  const paths = (all: readonly ComparedPath[]): JsonObject[] =>
    all.map(({ path, snapshot }) => pathJson(path, snapshot));
  const reach = (all: readonly Reached[]): JsonObject[] =>
    all.map(({ vertex, certainty }) => ({ vertex: vertexJson(vertex), certainty }));
  return {
    ...{ opened: paths(opened), closed: paths(closed) },
    ...{ gained: reach(gained), lost: reach(lost), truncated },
  };
}

import { headingOf } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { PlacementReason, PlacementVerdict } from "@watertight/core/placement";
import type { Snapshot, VerdictValue } from "@watertight/core/snapshot";
import { positionIn, sanitize } from "@watertight/reports/text";

/** A pod or a node with what was found of it. */
export interface PlacementRow {
  readonly name: string;
  readonly verdict: PlacementVerdict;
}

const TITLES: readonly (readonly [VerdictValue, string])[] = [
  ["yes", "May"],
  ["unknown", "Not known"],
  ["no", "May not"],
];

/** Rows for people: what may first; with `explain` what a yes passes, where reasons stand, and what is assumed. */
export function placementText(
  rows: readonly PlacementRow[],
  snapshot: Snapshot,
  explain: boolean,
): string {
  const sections = TITLES.flatMap(([value, title]) => {
    const own = rows.filter(({ verdict }) => verdict.verdict === value);
    if (own.length === 0) return [];
    return [`${title}:`, ...own.flatMap((row) => rowLines(row, snapshot, explain)), ""];
  });
  return `${[...sections, ...assumedLines(rows, explain)].map(sanitize).join("\n")}\n`;
}

function assumedLines(rows: readonly PlacementRow[], explain: boolean): readonly string[] {
  const sentences = new Set(rows.flatMap(({ verdict }) => verdict.assumptions));
  if (sentences.size === 0) return [];
  if (!explain) return [`${sentences.size} assumed; --explain shows them.`];
  return [...sentences].map((sentence) => `assumed: ${sentence}`);
}

function rowLines(
  { name, verdict }: PlacementRow,
  snapshot: Snapshot,
  explain: boolean,
): readonly string[] {
  const isShown = explain || verdict.verdict !== "yes";
  const reasons = isShown ? verdict.reasons : verdict.reasons.filter(isSurprising);
  return [`  ${name}`, ...reasons.flatMap((reason) => reasonLines(reason, snapshot, explain))];
}

/** What people would not expect a yes to pass. */
function isSurprising({ rule }: PlacementReason): boolean {
  return rule === "taints";
}

/** A reason with its field, and on its own line where it stands. */
export function reasonLines(
  reason: PlacementReason,
  snapshot: Snapshot,
  explain: boolean,
): readonly string[] {
  const position = explain ? positionIn(snapshot, reason) : undefined;
  const field = formatFieldPath(reason.path);
  return [
    `    ${reason.rule}: ${reason.message}`,
    ...(explain ? [`      ${headingOf(reason.object)}${field === "" ? "" : ` ${field}`}`] : []),
    ...(position === undefined ? [] : [`      ${position}`]),
  ];
}

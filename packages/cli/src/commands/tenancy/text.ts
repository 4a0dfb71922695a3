import { headingOf } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { type AskedPairs, type OpenCell, openCells } from "@watertight/reports/tenancy";
import { counted, positionIn, sanitize } from "@watertight/reports/text";

/** More tenants than these make no table that anybody reads. */
const WIDEST = 8;
const MOST = 40;

/** `tenancy` for people: how many channels are open between whom, then which. */
export function tenancyText(
  asked: AskedPairs,
  { snapshot, explain }: { readonly snapshot: Snapshot; readonly explain: boolean },
): string {
  const { tenancy, pairs } = asked;
  const open = openCells(asked);
  const most = explain ? Number.POSITIVE_INFINITY : MOST;
  const apart = pairs.filter(([from, to]) => tenancy.open(from, to).length === 0);
  const lines = [
    ...table(asked),
    ...sections(open.slice(0, most), snapshot, explain),
    ...(open.length > most ? [`… ${open.length - most} more; --explain shows all.`, ""] : []),
    `${counted(apart.length, "pair")} of ${pairs.length} with every channel closed.`,
    ...(explain
      ? tenancy.assumptions.map((sentence) => `assumed: ${sentence}`)
      : [
          `${tenancy.assumptions.length} assumed; --explain shows them, and what closes each channel.`,
        ]),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function table({ tenancy: { tenants, open } }: AskedPairs): readonly string[] {
  if (tenants.length > WIDEST) return [];
  const width = Math.max(9, ...tenants.map(({ name }) => name.length)) + 1;
  const pad = (text: string): string => text.slice(0, width - 1).padEnd(width);
  const head = ["from \\ to", ...tenants.map(({ name }) => name)].map(pad).join("").trimEnd();
  const rows = tenants.map((from) =>
    [from.name, ...tenants.map((to) => (from === to ? "-" : cellText(open(from, to))))]
      .map(pad)
      .join("")
      .trimEnd(),
  );
  return [head, ...rows, "", "Numbers are open channels, ? are those that are not known.", ""];
}

function cellText(cells: readonly Pick<OpenCell, "cell">[]): string {
  const yes = cells.filter(({ cell }) => cell.verdict === "yes").length;
  const unknown = cells.length - yes;
  if (cells.length === 0) return "0";
  return `${yes === 0 ? "" : yes}${unknown === 0 ? "" : "?".repeat(unknown)}`;
}

function sections(
  cells: readonly OpenCell[],
  snapshot: Snapshot,
  explain: boolean,
): readonly string[] {
  const lines: string[] = [];
  let before = "";
  for (const each of cells) {
    const title = `${each.from.name} to ${each.to.name}:`;
    if (title !== before) lines.push(...(before === "" ? [] : [""]), title);
    before = title;
    lines.push(...cellLines(each, snapshot, explain));
  }
  return lines.length === 0 ? [] : [...lines, ""];
}

function cellLines(
  { channel, cell }: OpenCell,
  snapshot: Snapshot,
  explain: boolean,
): readonly string[] {
  const head = `  ${channel}: ${cell.verdict === "unknown" ? "not known: " : ""}${cell.reason}`;
  if (!explain) return [head];
  const fix = cell.fix();
  return [
    head,
    ...cell.proof().flatMap((each) => {
      const position = positionIn(snapshot, each);
      return [
        `    ${headingOf(each.object)} ${formatFieldPath(each.path)}: ${each.message}`,
        ...(position === undefined ? [] : [`      ${position}`]),
      ];
    }),
    ...(fix ? [`    to close it: ${fix.message}`] : []),
  ];
}

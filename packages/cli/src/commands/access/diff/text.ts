import type { ChangedRights, SubjectChange } from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { sanitize } from "../../../terminal/sanitize.ts";
import { ruleJson, subjectJson } from "../rbac-json.ts";
import { changeText } from "../rule-text.ts";
import { subjectText } from "../subject.ts";

/** How many rights were gained, of those that are known and those that are not. */
export function gainsOf(changes: readonly SubjectChange[]): number {
  return changes.reduce(
    (sum, { gained, gainedUnknown }) => sum + gained.length + gainedUnknown.length,
    0,
  );
}

/** `access diff`: nothing at all as text or Markdown where nothing changed. */
export function reportDiff(
  changes: readonly SubjectChange[],
  notes: readonly string[],
  format: "text" | "json" | "markdown",
): string {
  switch (format) {
    case "json":
      return `${stringifyJson({ changes: changes.map(changeJson), notes })}\n`;
    case "markdown":
      return changes.length === 0 ? "" : markdown(changes, notes);
    case "text":
      return changes
        .flatMap(textLines)
        .map((line) => `${sanitize(line)}\n`)
        .join("");
  }
}

/** A right that a subject has on one side only; `+` gained, `-` lost. */
interface Line {
  readonly sign: "+" | "-";
  readonly text: string;
}

function linesOf({ gained, lost, gainedUnknown, lostUnknown }: SubjectChange): readonly Line[] {
  const unknown = (role: string): string =>
    `all that ${role} allows, which the input does not show`;
  return [
    ...gained.map((change): Line => ({ sign: "+", text: changeText(change, "had already in") })),
    ...gainedUnknown.map((role): Line => ({ sign: "+", text: unknown(role) })),
    ...lost.map((change): Line => ({ sign: "-", text: changeText(change, "kept in") })),
    ...lostUnknown.map((role): Line => ({ sign: "-", text: unknown(role) })),
  ];
}

function textLines(change: SubjectChange): readonly string[] {
  return [
    subjectText(change.subject),
    ...linesOf(change).map(({ sign, text }) => `  ${sign} ${text}`),
  ];
}

function markdown(changes: readonly SubjectChange[], notes: readonly string[]): string {
  const rows = changes.flatMap((change) =>
    linesOf(change).map(
      ({ sign, text }) =>
        `| ${code(subjectText(change.subject))} | ${sign === "+" ? "gained" : "lost"} | ${code(text)} |`,
    ),
  );
  const lines = [
    "| subject | | right |",
    "|---|---|---|",
    ...rows,
    ...(notes.length === 0 ? [] : ["", ...notes.map((note) => `- ${code(note)}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Text of the input as a code span, so that nothing in it is Markdown or HTML. */
function code(text: string): string {
  const safe = sanitize(text).replaceAll("|", String.raw`\|`);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${safe}${space}${fence}`;
}

function changeJson(change: SubjectChange): JsonObject {
  const { subject, gained, lost, gainedUnknown, lostUnknown } = change;
  return {
    subject: subjectJson(subject),
    gained: gained.map(rightsJson),
    lost: lost.map(rightsJson),
    gainedUnknown,
    lostUnknown,
  };
}

/** A changed right as JSON: namespace null for the whole cluster. */
export function rightsJson({ namespace, rule, exceptIn }: ChangedRights): JsonObject {
  return { namespace: namespace === "" ? null : namespace, rule: ruleJson(rule), exceptIn };
}

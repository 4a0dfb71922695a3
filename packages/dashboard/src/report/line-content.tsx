import type { ReactElement } from "react";
import type { CheckJson } from "../documents/documents.ts";
import { SeverityMark } from "../parts/severity.tsx";
import type { Group, Grouping } from "./groups.ts";
import { type Row, WORST_FIRST } from "./rows.ts";

/** The head of a group: what it is about, and how many findings of each severity it has. */
export function GroupHead({
  group: { key, rows },
  grouping,
  isOpen,
  checkOf,
}: {
  readonly group: Group;
  readonly grouping: Grouping;
  readonly isOpen: boolean;
  readonly checkOf: CheckOf;
}): ReactElement {
  const [title, aside] = wordsOf(key, rows, { grouping, checkOf });
  const counts = WORST_FIRST.map(
    (severity, rank) => [severity, rows.filter((row) => row.rank === rank).length] as const,
  ).filter(([, count]) => count > 0);
  return (
    <div className="group-head">
      <span className={isOpen ? "turn open" : "turn"} aria-hidden="true" />
      <span className="title">{title}</span>
      <span className="aside">{aside}</span>
      <span className="tally">
        {counts.map(([severity, count]) => (
          <span key={severity} className={severity}>
            <SeverityMark severity={severity} />
            {count.toLocaleString("en")}
            <span className="spoken"> {severity} </span>
          </span>
        ))}
      </span>
    </div>
  );
}

type CheckOf = (id: string) => CheckJson | undefined;
type HeadWords = readonly [title: string, aside: string];

function wordsOf(
  key: string,
  rows: readonly Row[],
  { grouping, checkOf }: { readonly grouping: Grouping; readonly checkOf: CheckOf },
): HeadWords {
  switch (grouping) {
    case "object":
      return objectWords(rows[0]);
    case "check":
      return [checkOf(key)?.title ?? key, key];
    case "namespace":
      return namedOr(key, "In no namespace", "namespace");
    case "owner":
      return namedOr(key, "Nobody is named", "owner");
    case "cause":
      return [key, ""];
    case "none":
      return ["", ""];
  }
}

function namedOr(key: string, nobody: string, what: string): HeadWords {
  return key === "" ? [nobody, ""] : [key, what];
}

function objectWords(row: Row | undefined): HeadWords {
  return row ? [row.heading, row.finding.location.file] : ["", ""];
}

const FIX_WORDS: Readonly<Record<string, string>> = {
  safe: "safe fix",
  "needs-value": "fix needs a value",
  "may-break": "fix may break",
  none: "no fix",
};

export function fixWords(fix: string): string {
  return FIX_WORDS[fix] ?? fix;
}

/** A finding in two lines: what is wrong, and where. */
export function RowContent({
  row: { finding, heading, fix, standing, change },
  grouping,
}: {
  readonly row: Row;
  readonly grouping: Grouping;
}): ReactElement {
  const { severity, message, check, location } = finding;
  const place = `${location.file}:${location.line}`;
  const parts: Readonly<Record<Grouping, readonly string[]>> = {
    object: [check, `line ${location.line}`],
    check: [heading, place],
    namespace: [heading, check],
    owner: [heading, check],
    cause: [heading, check],
    none: [heading, check],
  };
  return (
    <div className="finding-row">
      <span className={`severity ${severity}`}>
        <SeverityMark severity={severity} />
        <span className="word">{severity}</span>
      </span>
      <span className="message">{message}</span>
      <span className="where">
        {parts[grouping].map((part, index) => (
          <span key={`${index}${part}`}>{part}</span>
        ))}
        {standing !== "open" && (
          <span className="tag">{standing === "known" ? "in the baseline" : "excepted"}</span>
        )}
        {change === "new" && <span className="tag">new</span>}
        {fix !== "none" && <span className="tag">{fixWords(fix)}</span>}
      </span>
    </div>
  );
}

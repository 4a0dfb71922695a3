import {
  compareSeverity,
  entriesOf,
  type Finding,
  type Group,
  groupsOf,
} from "@watertight/core/findings";
import type { CreateReporter } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { createPaint } from "../text/paint.ts";
import { closingLines } from "./pretty/closing.ts";
import { createFindingLines } from "./pretty/finding.ts";
import { checkLines, objectHeading } from "./pretty/groups.ts";

/** For people: findings in groups with the code, the worst group and the summary last, where a terminal stops. */
export const createReporter: CreateReporter = (context, write) => {
  const found: Finding[] = [];
  const paint = createPaint(context.color);
  const { groupBy = "cause" } = context;
  return {
    finding: (finding) => {
      found.push(finding);
    },
    end: (summary) => {
      const chunks = createChunks(write);
      const add = (lines: readonly string[]): void => {
        chunks.add(`${lines.map(withoutCommands).join("\n")}\n`);
      };
      const linesOf = createFindingLines(context, paint);
      for (const group of worstLast(groupsOf(found, groupBy))) {
        const { by, findings } = group;
        if (by === "check" || by === "image") {
          add([...checkLines(by, findings, context, paint), ""]);
          continue;
        }
        const heading = by === "shared" ? paint("bold", SHARED) : objectHeading(findings, paint);
        add([heading, ""]);
        for (const entry of entriesOf(group, groupBy)) add([...linesOf(entry), ""]);
      }
      add(closingLines(context, summary, paint));
      chunks.end();
    },
  };
};

const SHARED = "For information, the same in several objects";

/** What objects share stands before what they have of their own. */
function worstLast(groups: readonly Group[]): readonly Group[] {
  const severityOf = ({ findings }: Group): Finding["severity"] =>
    findings.at(-1)?.severity ?? "info";
  return groups.toSorted(
    (a, b) =>
      Number(b.by === "shared") - Number(a.by === "shared") ||
      compareSeverity(severityOf(a), severityOf(b)),
  );
}

/** The runner of GitHub Actions obeys `::error::` at the beginning of a line of a log and `##[error]` anywhere. */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

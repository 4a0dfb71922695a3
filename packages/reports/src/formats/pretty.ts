import {
  comparePaths,
  compareSeverity,
  type Entry,
  entriesOf,
  type Finding,
  type Group,
  type Grouping,
  groupsOf,
} from "@watertight/core/findings";
import type { CreateReporter, ReportContext, Summary } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { createPaint, type Paint } from "../text/paint.ts";
import { closingLines } from "./pretty/closing.ts";
import { createDigest } from "./pretty/digest.ts";
import { createFindingLines } from "./pretty/finding.ts";
import { checkLines, objectHeading } from "./pretty/groups.ts";

/**
 * For people, the worst first: the first pages, or all findings in groups with their code. The last lines say what it comes to
 * and what to do next, where a terminal stops.
 */
export const createReporter: CreateReporter = (context, write) => {
  const paint = createPaint(context.color);
  const { groupBy } = context;
  const chunks = createChunks(write);
  const add = (lines: readonly string[]): void => {
    if (lines.length > 0) chunks.add(`${lines.map(withoutCommands).join("\n")}\n`);
  };
  const close = (summary: Summary, worst: Finding | undefined): void => {
    add(closingLines(context, summary, paint, worst));
    chunks.end();
  };
  if (groupBy === undefined) {
    const digest = createDigest(context, paint);
    return {
      hides: true,
      finding: digest.add,
      end: (summary) => {
        const { lines, worst } = digest.end();
        add(lines);
        close(summary, worst);
      },
    };
  }
  const found: Finding[] = [];
  return {
    hides: true,
    finding: (finding) => {
      found.push(finding);
    },
    end: (summary) => {
      for (const lines of groupLines(found, groupBy, context, paint)) add(lines);
      const [worst] = found.toSorted((a, b) => compareSeverity(b.severity, a.severity));
      close(summary, worst);
    },
  };
};

/** Every group with its findings, the worst first. */
function* groupLines(
  found: readonly Finding[],
  groupBy: Grouping,
  context: ReportContext,
  paint: Paint,
): Generator<readonly string[]> {
  const { severity = "info" } = context;
  const shown = found.filter((each) => compareSeverity(each.severity, severity) >= 0);
  const linesOf = createFindingLines(context, paint);
  for (const group of inOrder(groupsOf(shown, groupBy))) {
    const { by, findings } = group;
    if (by === "check" || by === "image") {
      yield [...checkLines(by, findings, context, paint), ""];
      continue;
    }
    const heading = by === "shared" ? paint("bold", SHARED) : objectHeading(findings, paint);
    yield [heading, ""];
    const entries = entriesOf(group, groupBy).toReversed();
    for (const entry of entries.sort(byRank)) yield [...linesOf(entry), ""];
  }
}

const SHARED = "For information, the same in several objects";

/** What objects share stands after what they have of their own. */
function inOrder(groups: readonly Group[]): readonly Group[] {
  const severityOf = ({ findings }: Group): Finding["severity"] =>
    findings.at(-1)?.severity ?? "info";
  return groups.toSorted(
    (a, b) =>
      Number(a.by === "shared") - Number(b.by === "shared") ||
      compareSeverity(severityOf(b), severityOf(a)) ||
      comparePaths(gravestOf(a), gravestOf(b)),
  );
}

/** Of its worst findings the one on most paths of attack. */
function gravestOf({ findings }: Group): Pick<Finding, "onPaths"> {
  const severity = findings.at(-1)?.severity;
  const worst = findings.filter((each) => each.severity === severity);
  return worst.toSorted(comparePaths)[0] ?? {};
}

function byRank({ finding: a }: Entry, { finding: b }: Entry): number {
  return compareSeverity(b.severity, a.severity) || comparePaths(a, b);
}

/** The runner of GitHub Actions obeys `::error::` at the beginning of a line of a log and `##[error]` anywhere. */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

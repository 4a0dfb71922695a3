import { compareSeverity, type Finding, type Severity } from "@watertight/core";
import { createChunks } from "./chunks.ts";
import { createPaint } from "./paint.ts";
import { closingLines } from "./pretty-closing.ts";
import { createFindingLines } from "./pretty-finding.ts";
import { checkLines, entriesOf, objectHeading } from "./pretty-groups.ts";
import type { CreateReporter, Grouping } from "./reporter.ts";
import { keyOf } from "./words.ts";

interface Group {
  readonly by: "object" | "check" | "image";
  readonly findings: Finding[];
  worst: Severity;
}

/** For people: findings in groups with the code, the worst group and the summary last, where a terminal stops. */
export const createPrettyReporter: CreateReporter = (context, write) => {
  const groups = new Map<string, Group>();
  const paint = createPaint(context.color);
  return {
    finding: (finding) => {
      const { by, key } = placeOf(finding, context.groupBy ?? "object");
      const group = groups.get(key) ?? { by, findings: [], worst: finding.severity };
      group.findings.push(finding);
      if (compareSeverity(finding.severity, group.worst) > 0) group.worst = finding.severity;
      groups.set(key, group);
    },
    end: (summary) => {
      const chunks = createChunks(write);
      const add = (lines: readonly string[]): void => {
        chunks.add(`${lines.map(withoutCommands).join("\n")}\n`);
      };
      const linesOf = createFindingLines(context, paint);
      const ordered = [...groups.values()].sort((a, b) => compareSeverity(a.worst, b.worst));
      for (const { by, findings } of ordered) {
        findings.sort((a, b) => compareSeverity(a.severity, b.severity));
        if (by !== "object") {
          add([...checkLines(by, findings, context, paint), ""]);
          continue;
        }
        add([objectHeading(findings, paint), ""]);
        for (const { finding, others } of entriesOf(findings)) {
          add([...linesOf(finding, others), ""]);
        }
      }
      add(closingLines(context, summary, paint));
      chunks.end();
    },
  };
};

/** The group of a finding; what is not about an image stays with its object. */
function placeOf(
  finding: Finding,
  groupBy: Grouping,
): Pick<Group, "by"> & { readonly key: string } {
  if (groupBy === "check") return { by: "check", key: finding.check };
  if (groupBy === "image" && finding.cause.startsWith("image ")) {
    return { by: "image", key: finding.cause };
  }
  return { by: "object", key: keyOf(finding.object) + finding.location.file };
}

/** The runner of GitHub Actions obeys `::error::` at the beginning of a line of a log and `##[error]` anywhere. */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

import {
  type Entry,
  type Finding,
  headingOf,
  pathAndMessage,
  positionOf,
  SEVERITIES,
  worstFirst,
} from "@watertight/core/findings";
import { isHarmless, placeOfUnexamined } from "@watertight/core/snapshot";
import type { CreateReporter, ReportContext, Summary } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { markdownText } from "../text/markdown-text.ts";
import { othersText } from "../text/others-text.ts";
import { counted, inputWords } from "../text/words.ts";

/** For comments and wikis: the figures first, then the findings in a table, one cause a row, the worst first, then what was not examined. */
export const createReporter: CreateReporter = (context, write) => {
  const findings: Finding[] = [];
  return {
    finding: (finding) => {
      findings.push(finding);
    },
    end: (summary) => {
      const chunks = createChunks(write);
      chunks.add(`## Watertight: ${counted(findings.length, "finding")}\n\n`);
      chunks.add(`${figures(context, summary)}\n`);
      if (findings.length > 0) chunks.add("\n| severity | check | object | place | what |\n");
      if (findings.length > 0) chunks.add("|---|---|---|---|---|\n");
      for (const entry of worstFirst(findings, context.groupBy ?? "cause")) chunks.add(row(entry));
      chunks.add(notExamined(context));
      chunks.end();
    },
  };
};

function figures({ snapshot: { coverage } }: ReportContext, summary: Summary): string {
  const severities = SEVERITIES.toReversed()
    .filter((severity) => summary.findings[severity] > 0)
    .map((severity) => `**${summary.findings[severity]} ${severity}**`);
  const { notExamined: parts } = coverage;
  return [
    ...(severities.length === 0 ? [] : [severities.join(", ")]),
    inputWords(coverage),
    `${parts.length} not examined`,
    `${summary.fixable} fixable`,
    `${summary.excepted} excepted`,
    `${summary.known} in the baseline`,
  ].join("; ");
}

function row(entry: Entry): string {
  const { finding, others } = entry;
  const { severity, check, object, location } = finding;
  const cells = [severity, check, headingOf(object), positionOf(location), pathAndMessage(finding)];
  const more = others.length === 0 ? "" : ` ${markdownText(othersText(entry))}`;
  return `| ${cells.map(markdownText).join(" | ")}${more} |\n`;
}

function notExamined({ snapshot: { coverage } }: ReportContext): string {
  const lines = coverage.notExamined
    .filter((part) => !isHarmless(part))
    .map((part) => `- ${markdownText(`${placeOfUnexamined(part)}: ${part.reason}`)}\n`);
  return lines.length === 0 ? "" : `\n### Not examined\n\n${lines.join("")}`;
}

import { escapeXml, xmlAttributes } from "../../text/escape-xml.ts";
import { sanitize } from "../../text/sanitize.ts";
import { remarksOn } from "../image-facts.ts";
import type { ImageReport, ImageReportHead } from "../image-report.ts";
import { fixText, type ImageRow, nameOfImage, rowsOf, unexaminedOf } from "../image-rows.ts";

interface Case {
  readonly name: string;
  readonly outcome?: {
    readonly tag: "failure" | "error" | "skipped";
    readonly message: string;
    readonly type: string;
    readonly text: string;
  };
}

/**
 * A suite an image: a failed case a vulnerability of a package, a skipped one for what VEX answers and for what is to be heeded besides, an error for what
 * could not be read or judged.
 */
export function imageReportJunit(reports: readonly ImageReport[], head: ImageReportHead): string {
  const suites = reports.map((report) => suiteXml(nameOfImage(report), casesOf(report, head)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Watertight">\n${suites.join("")}</testsuites>\n`;
}

function casesOf(report: ImageReport, { today }: ImageReportHead): readonly Case[] {
  const cases = [
    ...rowsOf([report]).map(caseOf),
    ...remarksOn(report, today).map(
      ({ kind, text }): Case => ({
        name: `${kind}: ${text}`,
        outcome: { tag: "skipped", message: text, type: kind, text: "" },
      }),
    ),
    ...unexaminedOf(report).map(
      ({ path, reason }): Case => ({
        name: path,
        outcome: { tag: "error", message: reason, type: "not-examined", text: "" },
      }),
    ),
  ];
  return cases.length === 0 ? [{ name: "no known vulnerability" }] : cases;
}

function caseOf(row: ImageRow): Case {
  const { vulnerability, installed, severity, summary, note, judged, report } = row;
  const { references } = report.describe(judged);
  const message = `${row.package} ${installed}: ${fixText(row)}`;
  return {
    name: `${vulnerability} ${row.package} ${installed}`,
    outcome:
      row.status === "answered"
        ? { tag: "skipped", message: note, type: severity, text: "" }
        : {
            tag: "failure",
            message,
            type: severity,
            // One line: a log that shows it must not read a command at the beginning of another.
            text: sanitize([summary, note, ...references].filter((line) => line !== "").join("; ")),
          },
  };
}

function suiteXml(name: string, cases: readonly Case[]): string {
  const count = (tag: string): string =>
    String(cases.filter(({ outcome }) => outcome?.tag === tag).length);
  const head = xmlAttributes({
    name,
    tests: String(cases.length),
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
  });
  const body = cases.map((each) => caseXml(name, each)).join("");
  return `  <testsuite${head}>\n${body}  </testsuite>\n`;
}

function caseXml(suite: string, { name, outcome }: Case): string {
  const head = `    <testcase${xmlAttributes({ classname: suite, name })}`;
  if (!outcome) return `${head}/>\n`;
  const { tag, message, type, text } = outcome;
  // `skipped` has no type in the schema that Jenkins reads.
  const details = xmlAttributes(tag === "skipped" ? { message } : { message, type });
  const inner = text === "" ? "/>" : `>${escapeXml(text)}</${tag}>`;
  return `${head}>\n      <${tag}${details}${inner}\n    </testcase>\n`;
}

import type { Check } from "@watertight/core/checks";
import {
  type Finding,
  headingOf,
  keyOf,
  pathAndMessage,
  positionOf,
} from "@watertight/core/findings";
import type { ObjectReference } from "@watertight/core/kubernetes";
import { isHarmless, nameOfOrigin, type Snapshot } from "@watertight/core/snapshot";
import type { CreateReporter } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { escapeXml, xmlAttributes } from "../text/escape-xml.ts";
import { createRenderedBy } from "../text/rendered-by.ts";
import { sanitize } from "../text/sanitize.ts";

interface Suite {
  readonly key: string;
  readonly object: ObjectReference;
  readonly file: string;
  readonly findings: Map<string, Finding[]>;
}

interface Case {
  readonly name: string;
  readonly file: string;
  readonly outcome?: {
    readonly tag: "failure" | "error" | "skipped";
    readonly message: string;
    readonly type: string;
    readonly text: string;
  };
}

/**
 * A test suite an object with a failed test case for each check that it breaks (GitLab and Jenkins show one failure a
 * test case), one passing case for an object without findings, and a suite for what could not be examined.
 */
export const createReporter: CreateReporter = ({ checks, snapshot }, write) => {
  const chunks = createChunks(write);
  const checksById = new Map(checks.map((check) => [check.id, check]));
  const renderedBy = createRenderedBy(snapshot);
  const lineOf = (finding: Finding): string => {
    const program = renderedBy(finding.object, finding.location);
    const note = program === undefined ? "" : ` (position in the text rendered by ${program})`;
    // One line whatever the text: a log that shows the report must not read a command at the beginning of a line.
    return sanitize(
      `${finding.severity} ${positionOf(finding.location)}${note} ${pathAndMessage(finding)}`,
    );
  };
  const caseOf = (id: string, findings: readonly Finding[], file: string): Case =>
    failedCase(id, findings, { file, check: checksById.get(id), lineOf });
  const seen = new Set<string>();
  let suite: Suite | undefined;
  const flush = (): void => {
    if (!suite) return;
    const { object, file, findings } = suite;
    const cases = [...findings].map(([id, list]) => caseOf(id, list, file));
    chunks.add(suiteXml(headingOf(object), file, cases));
  };
  chunks.add('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Watertight">\n');
  return {
    finding: (finding) => {
      const { file } = finding.location;
      const key = keyOf(finding.object);
      if (suite?.key !== key || suite.file !== file) {
        flush();
        seen.add(key);
        suite = { key, object: finding.object, file, findings: new Map() };
      }
      const list = suite.findings.get(finding.check);
      if (list) list.push(finding);
      else suite.findings.set(finding.check, [finding]);
    },
    end: () => {
      flush();
      for (const text of passingSuites(snapshot, seen)) chunks.add(text);
      chunks.add(inputSuite(snapshot));
      chunks.add("</testsuites>\n");
      chunks.end();
    },
  };
};

interface CaseContext {
  readonly file: string;
  readonly check: Check | undefined;
  readonly lineOf: (finding: Finding) => string;
}

function failedCase(id: string, findings: readonly Finding[], context: CaseContext): Case {
  const { check, file, lineOf } = context;
  const messages = findings.map(pathAndMessage);
  const more = messages.length > 1 ? ` (and ${messages.length - 1} more)` : "";
  const advice = check ? ["", check.description, "", check.remediation] : [];
  return {
    name: check ? `${id}: ${check.title}` : id,
    file,
    outcome: {
      tag: "failure",
      message: `${messages[0] ?? id}${more}`,
      type: findings[0]?.severity ?? "info",
      text: [...findings.map(lineOf), ...advice].join("\n"),
    },
  };
}

function* passingSuites(snapshot: Snapshot, seen: ReadonlySet<string>): Generator<string> {
  for (const { reference, origin } of snapshot.objects) {
    if (seen.has(keyOf(reference))) continue;
    const file = nameOfOrigin(origin);
    yield suiteXml(headingOf(reference), file, [{ name: "no findings", file }]);
  }
}

function inputSuite({ coverage, diagnostics }: Snapshot): string {
  const remarks = diagnostics.map(
    ({ file, line, column, severity, message }): Case => ({
      name: positionOf({ file, line, column }),
      file,
      outcome: {
        tag: severity === "error" ? "error" : "skipped",
        message,
        type: severity,
        text: "",
      },
    }),
  );
  const parts = coverage.notExamined.map((part): Case => {
    const { file, line, kind, reason } = part;
    const tag = isHarmless(part) ? "skipped" : "error";
    return {
      name: `${file}:${line}`,
      file,
      outcome: { tag, message: reason, type: kind, text: "" },
    };
  });
  const cases = [...remarks, ...parts];
  return cases.length === 0 ? "" : suiteXml("Input", "", cases);
}

function suiteXml(name: string, file: string, cases: readonly Case[]): string {
  const count = (tag: string): number => cases.filter(({ outcome }) => outcome?.tag === tag).length;
  const head = xmlAttributes({
    name,
    tests: String(cases.length),
    failures: String(count("failure")),
    errors: String(count("error")),
    skipped: String(count("skipped")),
    ...(file === "" ? {} : { file }),
  });
  const body = cases.map((testcase) => caseXml(name, testcase)).join("");
  return `  <testsuite${head}>\n${body}  </testsuite>\n`;
}

function caseXml(suite: string, { name, file, outcome }: Case): string {
  const head = `    <testcase${xmlAttributes({ classname: suite, name, file })}`;
  if (!outcome) return `${head}/>\n`;
  const { tag, message, type, text } = outcome;
  // `skipped` has no type in the schema that Jenkins reads.
  const details = xmlAttributes(tag === "skipped" ? { message } : { message, type });
  const inner = text === "" ? "/>" : `>${escapeXml(text)}</${tag}>`;
  return `${head}>\n      <${tag}${details}${inner}\n    </testcase>\n`;
}

import { createHash } from "node:crypto";
import type { Check } from "@watertight/core/checks";
import {
  type Entry,
  type Finding,
  headingOf,
  pathAndMessage,
  positionOf,
  SEVERITIES,
  type Severity,
  worstFirst,
} from "@watertight/core/findings";
import { isHarmless, placeOfUnexamined } from "@watertight/core/snapshot";
import type { CreateReporter, ReportContext, Summary } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { createRenderedBy } from "../text/rendered-by.ts";
import { sanitize } from "../text/sanitize.ts";
import { counted } from "../text/words.ts";
import { SCRIPT, STYLE } from "./html/assets.ts";

/** Stands beside the word, for those who do not see colours. */
const ICONS: Readonly<Record<Severity, string>> = {
  critical: "⬥",
  high: "▲",
  medium: "■",
  low: "●",
  info: "○",
};

/** One page without anything from elsewhere: a list that a browser without scripts shows too, filters with them. */
export const createReporter: CreateReporter = (context, write) => {
  const findings: Finding[] = [];
  const setAside: Finding[] = [];
  return {
    finding: (finding) => {
      findings.push(finding);
    },
    setAside: (finding) => {
      setAside.push(finding);
    },
    end: (summary) => {
      const chunks = createChunks(write);
      chunks.add(headOf(context));
      chunks.add(summaryOf(context, summary));
      chunks.add(filtersOf(findings));
      chunks.add(`<ol id="findings">\n`);
      const itemOf = createItem(context);
      for (const entry of worstFirst(findings, context.groupBy ?? "cause")) {
        chunks.add(itemOf(entry));
      }
      chunks.add("</ol>\n");
      chunks.add(setAsideOf(setAside));
      chunks.add(notExaminedOf(context));
      chunks.add(`</main>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`);
      chunks.end();
    },
  };
};

function headOf({ tool }: ReportContext): string {
  return pageHead("Watertight report", {
    style: STYLE,
    script: SCRIPT,
    meta: `<meta name="generator" content="${escapeHtml(`${tool.name} ${tool.version}`)}">\n`,
  });
}

interface PageParts {
  readonly style: string;
  readonly script: string;
  /** Further elements of the head, a line each. */
  readonly meta?: string;
}

/** A page as far as its first heading, which may load nothing and run only the script that it is given. */
export function pageHead(title: string, { style, script, meta = "" }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${meta}<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
`;
}

/** The source expression by which a policy of content allows exactly this script or style. */
function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function summaryOf({ snapshot: { coverage } }: ReportContext, summary: Summary): string {
  const severities = SEVERITIES.toReversed().map(
    (severity) => `<li>${badge(severity)} ${summary.findings[severity]}</li>\n`,
  );
  const incomplete = summary.incomplete
    ? "<p><strong>A part of the input was not examined: these are not all findings.</strong></p>\n"
    : "";
  const { files, documents, objects } = coverage;
  const read = `${counted(files, "file")}, ${counted(documents, "document")}, ${counted(objects, "object")}`;
  const rest = `${summary.fixable} fixable, ${summary.excepted} excepted, ${summary.known} in the baseline`;
  return `<ul class="figures">\n${severities.join("")}</ul>\n<p>${read}; ${rest}.</p>\n${incomplete}`;
}

/** Hidden until the script shows it: without scripts there is nothing to filter with. */
function filtersOf(findings: readonly Finding[]): string {
  const checks = [...new Set(findings.map(({ check }) => check))].sort();
  const namespaces = [...new Set(findings.map(({ object }) => object.namespace ?? ""))].sort();
  return `<form id="filters" hidden role="search" aria-label="Filter findings">
<label>Text <input type="search" name="text" autocomplete="off" aria-keyshortcuts="/"></label>
${selectOf("severity", "Severity", SEVERITIES.toReversed())}${selectOf("check", "Check", checks)}${selectOf("namespace", "Namespace", namespaces)}<output id="count" aria-live="polite"></output>
</form>
`;
}

function selectOf(name: string, label: string, values: readonly string[]): string {
  const options = values.map((value) => {
    const text = escapeHtml(value === "" ? "(none)" : value);
    return `<option value="=${escapeHtml(value)}">${text}</option>`;
  });
  return `<label>${label} <select name="${name}"><option value="">all</option>${options.join("")}</select></label>\n`;
}

function createItem(context: ReportContext): (entry: Entry) => string {
  const checks = new Map(context.checks.map((check) => [check.id, check]));
  const renderedBy = createRenderedBy(context.snapshot);
  const whereAndWhat = (finding: Finding): string => {
    const { object, location } = finding;
    const program = renderedBy(object, location);
    const note = program === undefined ? "" : ` (in the text rendered by ${program})`;
    return `<p><b>${escapeHtml(headingOf(object))}</b> <code>${escapeHtml(`${positionOf(location)}${note}`)}</code></p>
<p>${escapeHtml(pathAndMessage(finding))}</p>
`;
  };
  const otherOf = (finding: Finding): string =>
    `<li ${attributesOf(finding)}>${badge(finding.severity)} ${escapeHtml(finding.check)}
${whereAndWhat(finding)}<p>Fingerprint <code>${escapeHtml(finding.fingerprint)}</code></p></li>
`;
  return ({ by, finding, others }) => {
    const { severity, check } = finding;
    const known = checks.get(check);
    const summary = `${counted(others.length, "more finding")} ${by === "object" ? "of the same cause" : "of the same kind"}`;
    const rest =
      others.length === 0
        ? ""
        : `<details class="others"><summary>${summary}</summary>\n<ul>\n${others.toReversed().map(otherOf).join("")}</ul></details>\n`;
    return `<li ${attributesOf(finding)}>
<h2>${badge(severity)} ${escapeHtml(known?.title ?? check)}</h2>
${whereAndWhat(finding)}<details><summary>${escapeHtml(check)}: why, and what to change</summary>${detailsOf(finding, known)}</details>
${rest}</li>
`;
  };
}

/** What the filters go by. */
function attributesOf({ severity, check, object }: Finding): string {
  return `data-severity="${severity}" data-check="${escapeHtml(check)}" data-namespace="${escapeHtml(object.namespace ?? "")}"`;
}

function detailsOf(finding: Finding, check: Check | undefined): string {
  const { standsFor = [], severityReason = [], fingerprint } = finding;
  const implied = [...new Set(standsFor.map((each) => each.check))].join(", ");
  const reasons = severityReason.map(({ because }) => `<li>${escapeHtml(because)}</li>`);
  const advice = check
    ? `<p>${escapeHtml(check.description)}</p><p><strong>Fix:</strong> ${escapeHtml(check.remediation)}</p>`
    : "";
  return [
    advice,
    implied === "" ? "" : `<p>Implied by it: ${escapeHtml(implied)}.</p>`,
    reasons.length === 0 ? "" : `<p>Severity:</p><ul>${reasons.join("")}</ul>`,
    `<p>Fingerprint <code>${escapeHtml(fingerprint)}</code></p>`,
  ].join("");
}

function setAsideOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const items = findings.map((finding) => {
    const { check, object, exception } = finding;
    const why = exception ? exception.reason : "the baseline knows it";
    const text = `${headingOf(object)}: ${pathAndMessage(finding)} [${check}]: ${why}`;
    return `<li>${badge(finding.severity)} ${escapeHtml(text)}</li>\n`;
  });
  return `<details><summary>${findings.length} excepted or in the baseline</summary>\n<ul>\n${items.join("")}</ul></details>\n`;
}

function notExaminedOf({ snapshot: { coverage } }: ReportContext): string {
  const parts = coverage.notExamined.filter((part) => !isHarmless(part));
  if (parts.length === 0) return "";
  const items = parts.map(
    (part) => `<li>${escapeHtml(`${placeOfUnexamined(part)}: ${part.reason}`)}</li>\n`,
  );
  return `<h2>Not examined</h2>\n<ul>\n${items.join("")}</ul>\n`;
}

function badge(severity: Severity): string {
  return `<span class="severity ${severity}"><span aria-hidden="true">${ICONS[severity]}</span> ${severity}</span>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For text and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return sanitize(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}

import {
  type Finding,
  headingOf,
  pathAndMessage,
  type Severity,
  uniqueFingerprintOf,
} from "@watertight/core/findings";
import { isHarmless } from "@watertight/core/snapshot";
import { safeJson } from "../json/safe-json.ts";
import type { CreateReporter } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { createRenderedBy } from "../text/rendered-by.ts";
import { sanitize } from "../text/sanitize.ts";

/** What GitLab's Code Quality calls them. */
const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/**
 * The Code Quality report of GitLab: an array of issues with `description`, `check_name`, `fingerprint`, `severity` and
 * `location`, which every edition shows in the merge request (https://docs.gitlab.com/ci/testing/code_quality/).
 */
export const createReporter: CreateReporter = ({ snapshot }, write) => {
  const chunks = createChunks(write);
  const renderedBy = createRenderedBy(snapshot);
  let separator = "[\n";
  const add = (issue: Issue): void => {
    const { description, check, fingerprint, severity, file, line } = issue;
    const location = { path: pathOf(file), lines: { begin: line } };
    const json = { description, check_name: check, fingerprint, severity, location };
    chunks.add(separator + safeJson(json));
    separator = ",\n";
  };
  return {
    finding: (finding) => {
      const program = renderedBy(finding.object, finding.location);
      add(issueOf(finding, program));
    },
    end: () => {
      for (const part of snapshot.coverage.notExamined) {
        if (isHarmless(part)) continue;
        const { file, line, kind, reason } = part;
        const fingerprint = `not-examined:${kind}:${sanitize(file)}:${line}`;
        const check = `not-examined-${kind}`;
        const description = sanitize(reason);
        add({ description, check, fingerprint, severity: "critical", file, line });
      }
      chunks.add(separator === "[\n" ? "[]\n" : "\n]\n");
      chunks.end();
    },
  };
};

interface Issue {
  readonly description: string;
  readonly check: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
}

/** A line of rendered text is no line of the file: such a finding is shown at the file's first. */
function issueOf(finding: Finding, program: string | undefined): Issue {
  const { check, severity, location, object } = finding;
  const where = program === undefined ? "" : ` (line ${location.line} of what ${program} rendered)`;
  return {
    description: sanitize(`${headingOf(object)}: ${pathAndMessage(finding)}${where}`),
    check,
    fingerprint: uniqueFingerprintOf(finding),
    severity: SEVERITIES[severity],
    file: location.file,
    line: program === undefined ? location.line : 1,
  };
}

/** GitLab wants the path from the root of the repository, without `./`. */
function pathOf(file: string): string {
  return sanitize(file).replace(/^(?:\.\/)+/, "");
}

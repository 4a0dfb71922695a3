import { headingOf, positionOf } from "@watertight/core/findings";
import { isHarmless } from "@watertight/core/snapshot";
import type { CreateReporter } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { sanitize } from "../text/sanitize.ts";

/**
 * A line a finding, for `grep`, `sort` and editors: `file:line:column severity check object: message`. What is wrong with the input and
 * what of it was not examined are lines of the checks `input` and `not-examined`.
 */
export const createReporter: CreateReporter = ({ snapshot }, write) => {
  const chunks = createChunks(write);
  const add = (place: string, severity: string, check: string, text: string): void => {
    const line = sanitize(`${place} ${severity} ${check} ${text}`);
    // The runner of GitHub Actions obeys `##[error]` anywhere, and `::error::` at the beginning, where a file's name is.
    chunks.add(`${line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [")}\n`);
  };
  return {
    finding: ({ location, severity, check, object, message }) => {
      add(positionOf(location), severity, check, `${headingOf(object)}: ${message}`);
    },
    end: () => {
      for (const diagnostic of snapshot.diagnostics) {
        add(positionOf(diagnostic), diagnostic.severity, "input", diagnostic.message);
      }
      for (const part of snapshot.coverage.notExamined) {
        const severity = isHarmless(part) ? "info" : "error";
        add(`${part.file}:${part.line}:1`, severity, "not-examined", part.reason);
      }
      chunks.end();
    },
  };
};

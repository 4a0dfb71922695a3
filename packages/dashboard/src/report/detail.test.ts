import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { findingOf, NO_DETAILS, reportOf } from "../../testing/report.ts";
import type { FindingJson, ReportDetailsDocument } from "../documents/documents.ts";
import { Detail } from "./detail.tsx";
import { rowsOf } from "./rows.ts";

/** What a person reads of a finding, without the markup. */
function told(given: Partial<FindingJson>, details: Partial<ReportDetailsDocument> = {}): string {
  const [row, ...others] = rowsOf(reportOf([findingOf(given), findingOf({ fingerprint: "f2" })]));
  if (!row) return "";
  const markup = renderToStaticMarkup(
    createElement(Detail, {
      row,
      check: undefined,
      details: { ...NO_DETAILS, ...details },
      sameCause: others,
      hrefOf: ({ id }) => `#${id}`,
    }),
  );
  return markup.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

test("text of the input is text", () => {
  expect(told({ message: "<img src=x onerror=alert(1)>" })).toContain(
    "&lt;img src=x onerror=alert(1)&gt;",
  );
});

test("a fix whose text the page does not have is told by its edits", () => {
  const fix = {
    safety: "may-break",
    edits: [
      { op: "replace", path: "spec.hostPID", value: false },
      { op: "remove", path: "spec.hostIPC", value: null },
    ],
  } as const;
  const text = told({ fix });
  expect(text).toContain("It may break the workload: test it.");
  expect(text).toContain("Replace spec.hostPID : false");
  expect(text).toContain("Remove spec.hostIPC ");
});

test("what is rendered says by whom, and what is implied and raised says so", () => {
  const text = told(
    {
      standsFor: [{ check: "seccomp-missing", path: "spec" }],
      severityReason: [{ because: "the internet reaches it", change: 1 }],
      container: "web",
    },
    { renderers: { 0: "Helm" } },
  );
  expect(text).toContain("deploy/all.yaml:4:5 (in what Helm rendered)");
  expect(text).toContain("Implied by it seccomp-missing");
  expect(text).toContain("Raised: the internet reaches it");
  expect(text).toContain(
    "Settled by the same decision left to the default Pod shop/web: privileged",
  );
});

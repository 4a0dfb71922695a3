import type { Finding } from "@watertight/core/findings";
import type { Location, TextChange } from "@watertight/core/snapshot";
import { expect, test } from "vitest";
import { CONTEXT, FINDINGS } from "../../../testing/example-report.ts";
import type { ReportContext } from "../../reporter.ts";
import { createReportDetails } from "./details.ts";

function detailsOf(
  findings: readonly Finding[],
  context: ReportContext = CONTEXT,
): Readonly<Record<string, unknown>> {
  const details = createReportDetails(context);
  for (const finding of findings) details.add(finding);
  return details.json();
}

const [first] = FINDINGS;

test("lines around findings are kept once, whatever stands on them", () => {
  const once = detailsOf([first]);
  const twice = detailsOf([first, first]);
  expect(twice["texts"]).toEqual(once["texts"]);
  expect([once["places"], twice["places"]]).toEqual([[0], [0, 0]]);
});

test("a finding whose text is not at hand has no place", () => {
  const [, rendered, hostile] = FINDINGS;
  expect(detailsOf([rendered, first, hostile])).toMatchObject({
    places: [-1, 0, -1],
    renderers: { 0: "Helm or Kustomize" },
  });
});

/** The example, where the object's text changes so, and every line of the file is this one. */
function withLines(line: string, changes: readonly TextChange[] | string): ReportContext {
  const { snapshot } = CONTEXT;
  const objects = snapshot.objects.map((each) => ({ ...each, edit: () => changes }));
  const source = { line: (number: number) => (number <= 200 ? line : undefined) };
  return { ...CONTEXT, snapshot: { ...snapshot, objects, sourceOf: () => source } };
}

const at: Location = { ...first.location, line: 9, column: 3, endLine: 9, endColumn: 5 };

test("a change is what fix would write, with the lines around it", () => {
  const context = withLines("a: 1", [{ location: at, text: "b" }]);
  expect(detailsOf([first], context)).toMatchObject({
    changes: { 0: [[9, 3, 9, 5, "b"]] },
  });
});

test.each([
  ["the text cannot be changed", "It is an anchor.", "a: 1"],
  ["nothing changes", [], "a: 1"],
  ["it is long", [{ location: at, text: "x\n".repeat(80) }], "a: 1"],
  ["its lines are long", [{ location: at, text: "b" }], "a".repeat(600)],
])("there is no change where %s", (_, changes, line) => {
  expect(detailsOf([first], withLines(line, changes))["changes"]).toEqual({});
});

test("of a very long line the part around the finding is kept", () => {
  const line = `${"a".repeat(2000)}SECRET${"b".repeat(2000)}`;
  const location = { ...first.location, column: 2001, endColumn: 2007 };
  const { texts } = detailsOf([{ ...first, location }], withLines(line, []));
  expect(texts).toEqual([{ offset: 1875, lines: [[first.location.line, line.slice(1875, 2375)]] }]);
});

test("checks are those that found something", () => {
  const { checks } = detailsOf([first]);
  expect(checks).toMatchObject([{ id: "privileged", title: "Privileged container" }]);
});

import type { Finding } from "@watertight/core/findings";
import { expect, test } from "vitest";
import { FINDINGS } from "../../testing/example-report.ts";
import { locationJson, referenceJson } from "./evidence-json.ts";
import { createFindingText } from "./finding-text.ts";

function written(finding: Finding): unknown {
  return JSON.parse(createFindingText()(finding));
}

test.each(FINDINGS.map((finding, index) => [index, finding] as const))(
  "finding %i has the shapes of every document, in their order",
  (_, finding) => {
    const { object, location, alsoAt } = written(finding) as Record<string, unknown>;
    expect(JSON.stringify([object, location, alsoAt])).toBe(
      JSON.stringify([
        referenceJson(finding.object),
        locationJson(finding.location),
        finding.alsoAt.map(locationJson),
      ]),
    );
  },
);

test.each(["plain", 'with "quotes"', "back\\slash", "tab\t", "é", "\ud800", "", "~"])(
  "%j survives in every place",
  (text) => {
    const [some] = FINDINGS;
    const finding: Finding = {
      ...some,
      object: { apiVersion: text, kind: text, namespace: text, name: text },
      container: text,
      path: text,
      message: text,
      cause: text,
      location: { ...some.location, file: text },
      worlds: [text],
    };
    expect(written(finding)).toMatchObject({
      ...{ container: text, path: text, message: text, cause: text, worlds: [text] },
      object: { apiVersion: text, kind: text, namespace: text, name: text },
      location: { file: text },
    });
  },
);

test("what was remembered of one finding is not written for the next", () => {
  const text = createFindingText();
  const texts = [...FINDINGS, ...FINDINGS.toReversed()].map((finding) => text(finding));
  expect(texts).toEqual(
    [...FINDINGS, ...FINDINGS.toReversed()].map((each) => createFindingText()(each)),
  );
});

test("nothing that moves a cursor is written, wherever it stands", () => {
  const [some] = FINDINGS;
  const text = "a\u009b\u202eb";
  const finding: Finding = {
    ...some,
    object: { apiVersion: text, kind: text, namespace: text, name: text },
    container: text,
    path: text,
    message: text,
    cause: text,
    valueFingerprint: text,
    location: { ...some.location, file: text },
    alsoAt: [{ ...some.location, file: text }],
    worlds: [text],
    namesakes: { own: text, all: [text] },
    standsFor: [{ check: text, path: text, fingerprint: text }],
    severityReason: [{ signal: text, change: 1, because: text }],
    fix: { safety: "safe", edits: [{ op: "add", path: [text], value: text }] },
  };
  expect(createFindingText()(finding)).toMatch(/^[ -~]+$/);
});

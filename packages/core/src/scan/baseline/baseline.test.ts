import { expect, test } from "vitest";
import type { Exception } from "../../findings/exception.ts";
import type { Finding } from "../../findings/finding.ts";
import { baselineOf, createBaselineMatcher, prunedBaseline } from "./baseline.ts";

const location = {
  file: "a.yaml",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  rendered: false,
};

function finding(fingerprint: string, name: string, exception?: Exception): Finding {
  return {
    check: "host-pid",
    severity: "high",
    fingerprint,
    object: { apiVersion: "v1", kind: "Pod", namespace: "shop", name },
    path: "spec.hostPID",
    message: "pod shares the host's PID namespace",
    location,
    alsoAt: [],
    cause: "",
    ...(exception ? { exception } : {}),
  };
}

const accepted: Exception = {
  source: "annotation",
  checks: ["host-pid"],
  reason: "a",
  location,
  problems: [],
};

function known(fingerprint: string, name: string, count: number) {
  return {
    fingerprint,
    check: "host-pid",
    severity: "high",
    object: `Pod shop/${name}`,
    path: "spec.hostPID",
    count,
    file: "a.yaml",
  };
}

const findings = [
  finding("2", "web"),
  finding("1", "api"),
  finding("2", "web"),
  finding("3", "log", accepted),
];

test("a baseline counts each fingerprint, in order of object, and leaves out what is excepted", () => {
  expect(baselineOf(findings)).toEqual([known("1", "api", 1), known("2", "web", 2)]);
});

test("an entry covers as many findings as it counts", () => {
  const { isKnown, gone } = createBaselineMatcher(baselineOf(findings));
  const asked = ["2", "2", "2", "4"].map((fingerprint) => isKnown(finding(fingerprint, "web")));
  expect(asked).toEqual([true, true, false, false]);
  expect(gone()).toEqual([known("1", "api", 1)]);
});

test("what is gone is taken out, one by one", () => {
  const baseline = baselineOf(findings);
  const { isKnown, gone } = createBaselineMatcher(baseline);
  isKnown(finding("2", "web"));
  expect(gone()).toEqual([known("1", "api", 1), known("2", "web", 1)]);
  expect(prunedBaseline(baseline, gone())).toEqual([known("2", "web", 1)]);
});

import { expect, test } from "vitest";
import { CLEAN, CONTEXT, FINDINGS, NOTHING_FOUND, reportOf } from "../../testing/example-report.ts";
import { createReporter as createJunitReporter } from "./junit.ts";

test("an object without findings is one passing test case", () => {
  expect(
    reportOf(createJunitReporter, [], CLEAN, NOTHING_FOUND),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Watertight">
  <testsuite name="Pod shop/web" tests="1" failures="0" errors="0" skipped="0" file="deploy/web pod.yaml">
    <testcase classname="Pod shop/web" name="no findings" file="deploy/web pod.yaml"/>
  </testsuite>
  <testsuite name="Pod shop/quiet" tests="1" failures="0" errors="0" skipped="0" file="deploy/web pod.yaml">
    <testcase classname="Pod shop/quiet" name="no findings" file="deploy/web pod.yaml"/>
  </testsuite>
</testsuites>
`);
});

test("several findings of one check are one failed test case", () => {
  const [first] = FINDINGS;
  const second = { ...first, path: "spec.initContainers[0].securityContext.privileged" };
  const text = reportOf(createJunitReporter, [first, second], CLEAN);
  expect(text.match(/<testcase .*/g)).toEqual([
    '<testcase classname="Pod shop/web" name="privileged: Privileged container" file="deploy/web pod.yaml">',
    '<testcase classname="Pod shop/quiet" name="no findings" file="deploy/web pod.yaml"/>',
  ]);
  expect(text).toContain("is privileged (and 1 more)");
  expect(text).toContain("spec.initContainers[0].securityContext.privileged: container");
});

test("characters that XML does not allow are gone", () => {
  const finding = { ...FINDINGS[0], message: "a\u0000\u0008\u000b\ufffe\uffff\ud800]]>\u0085b" };
  const text = reportOf(createJunitReporter, [finding], CONTEXT);
  expect(text).toContain(": a \ufffd\ufffd\ufffd]]&gt; b\n");
});

import { expect, it } from "vitest";
import { kubernetesEnvironment, PLAIN_ENVIRONMENT } from "./kubernetes/environments.ts";
import { withMutations } from "./kubernetes/mutations.ts";
import { compile } from "./program.ts";
import { showIssue } from "./syntax/source.ts";
import { withVariables } from "./typing/environment.ts";
import { DYN } from "./typing/type.ts";
import type { Value } from "./values/value.ts";
import { valueToJson } from "./values/value-json.ts";

const OBJECT: Value = {
  metadata: { name: "web", labels: { "a.b/c": "x" } },
  spec: { replicas: 3, ratio: 0.5, containers: [{ name: "app" }, { name: "log", image: "i" }] },
};

function answerOf(expression: string, minor = 36, object: Value = OBJECT): string {
  const environment = withVariables(withMutations(kubernetesEnvironment(minor)), [["object", DYN]]);
  const { program, issues } = compile(expression, environment);
  if (program === undefined) {
    const [issue] = issues;
    return `${issue?.phase} ${issue?.line}:${issue?.column} ${issue?.message}`;
  }
  const answer = program.evaluate((name) => (name === "object" ? object : undefined));
  return "value" in answer
    ? `${JSON.stringify(valueToJson(answer.value))} ${answer.cost}`
    : `${answer.error.phase} ${answer.error.line}:${answer.error.column} ${answer.error.message}`;
}

it.each([
  ["object.spec.replicas <= 5", '{"boolValue":true} 4'],
  ["object.spec.replicas + 1", '{"int64Value":"4"} 4'],
  ["object.spec.ratio", '{"doubleValue":0.5} 3'],
  ["has(object.spec.missing)", '{"boolValue":false} 2'],
  ["object.spec.?missing.orValue('none')", '{"stringValue":"none"} 2'],
  ["object.metadata.labels['a.b/c']", '{"stringValue":"x"} 4'],
  ["object.spec.containers.all(c, c.name != '')", '{"boolValue":true} 14'],
  [
    "object.spec.containers.map(c, has(c.image))",
    '{"listValue":{"values":[{"boolValue":false},{"boolValue":true}]}} 30',
  ],
  [
    "[1, 2, 3].filter(x, x > 1)",
    '{"listValue":{"values":[{"int64Value":"2"},{"int64Value":"3"}]}} 33',
  ],
  ["9223372036854775807 + 0", '{"int64Value":"9223372036854775807"} 1'],
  ["quantity('1Gi').compareTo(quantity('1G'))", '{"int64Value":"1"} 3'],
])("%s has the value and the cost of the API server", (expression, expected) => {
  expect(answerOf(expression)).toBe(expected);
});

it.each([
  ["object.spec.replicas +", "parse 1:23 Syntax error: unexpected <EOF>"],
  ["object.a.b", "evaluation 1:7 no such key: a"],
  ["unknown", "check 1:1 undeclared reference to 'unknown' (in container '')"],
  ["1 + 'a'", "check 1:3 found no matching overload for '_+_' applied to '(int, string)'"],
  ["\n  [1, 'a']", "check 2:7 expected type 'int' but found 'string'"],
  ["object.spec.replicas / 0", "evaluation 1:22 division by zero"],
  ["9223372036854775807 + 1", "evaluation 1:21 integer overflow"],
  ["'a'.matches('(')", "check 1:13 invalid matches argument"],
  ["int('x')", "check 1:4 type conversion error from 'string' to 'int'"],
])("%s says what is wrong and where", (expression, expected) => {
  expect(answerOf(expression)).toBe(expected);
});

it.each([
  ["sets.contains([1], [1])", 28, 29],
  ["isIP('::1')", 29, 30],
  ["format.date().validate('2024-01-01').hasValue()", 30, 31],
  ["[1].all(i, v, i < v)", 31, 32],
  ["isSemver('1.2.3')", 32, 33],
  ["[1].reverse() == [1]", 33, 34],
])("%s is not there in 1.%i, and is in 1.%i", (expression, before, since) => {
  expect(answerOf(expression, before)).toMatch(/^check /);
  expect(answerOf(expression, since)).toMatch(/^\{"boolValue"/);
});

it("makes objects and patches of mutating policies", () => {
  expect(answerOf("Object{spec: Object.spec{replicas: 1}}")).toBe(
    '{"objectValue":{"@type":"type.googleapis.com/Object","spec":{"objectValue":{"@type":"type.googleapis.com/Object.spec","replicas":{"int64Value":"1"}}}}} 80',
  );
  expect(answerOf("JSONPatch{op: 'remove', path: '/a/' + jsonpatch.escapeKey('b/c')}.op")).toBe(
    '{"stringValue":"remove"} 44',
  );
  expect(answerOf("JSONPatch{oops: 1}")).toBe("check 1:15 undefined field 'oops'");
});

it("keeps to the budget of one expression, and hangs on nothing", () => {
  const loop = "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))";
  expect(answerOf(loop)).toBe("cost 1:1 operation cancelled: actual cost limit exceeded");
  expect(answerOf("lists.range(9223372036854775807)")).toMatch(/^cost /);
  expect(answerOf("lists.range(600).map(x, lists.range(600)).flatten().distinct()")).toMatch(
    /^cost /,
  );
  expect(answerOf(`${"(".repeat(5000)}1${")".repeat(5000)}`)).toMatch(/^parse /);
  expect(answerOf("object.matches('(a+)+$')", 36, `${"a".repeat(2000)}b`)).toMatch(/false/);
});

it("reads no property that an object does not have itself", () => {
  expect(answerOf("has(object.constructor)")).toBe('{"boolValue":false} 1');
  expect(answerOf("object.?__proto__.hasValue()")).toBe('{"boolValue":false} 2');
  expect(answerOf("'toString' in object")).toBe('{"boolValue":false} 2');
  const hostile = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as Value;
  expect(answerOf("object.constructor", 36, hostile)).toBe('{"int64Value":"2"} 2');
});

it("points at the place in the line", () => {
  const source = "true &&\n  unknown";
  const [issue] = compile(source, PLAIN_ENVIRONMENT).issues ?? [];
  expect(issue && showIssue(source, issue)).toBe("  unknown\n  ^");
});

it("has macros and texts as cel-go has them", () => {
  expect(answerOf("[1].existsOne(x, x == 1)")).toMatch(/^check /);
  expect(answerOf("[1].existsOne(i, x, x == 1)")).toBe('{"boolValue":true} 6');
  expect(answerOf("'%s %s'.format([null, [null]])")).toBe('{"stringValue":"null [null]"} 1');
  expect(answerOf("'%e'.format([-0.0])")).toBe('{"stringValue":"0.000000×10⁰⁰"} 1');
});

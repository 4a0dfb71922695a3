import { expect, it } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const FILES = {
  "questions.jsonl": [
    '{"id":1,"expression":"x + 1","bindings":{"x":{"int64Value":"41"}},"cost":true}',
    '{"id":2,"expression":"1 +"}',
    '{"id":3,"expression":"nothing || true","mode":"kubernetes"}',
    '{"id":4,"expression":"nothing || true","mode":"plain"}',
    '{"id":5,"expression":"[1].reverse()","kubeVersion":"v1.33.2"}',
    '{"id":6,"expression":"[1, 0].map(x, 1 / x)"}',
    '{"id":7,"expression":"lists.range(2000000).size()"}',
  ].join("\n"),
  "bad.jsonl":
    '{"id":1,"expression":1}\n{"id":2,"expression":"x","bindings":{"x":1}}\n{"id":3,"expression":"1","kubeVersion":"two"}',
  "object.yaml": "object:\n  spec:\n    replicas: 3\n    name: web\n",
};

it("answers a batch line by line, and says of each expression without a value what is wrong with it", async () => {
  const { stdout, status } = await watertight(["cel", "eval", "--batch", "questions.jsonl"], FILES);
  expect(stdout.trimEnd().split("\n")).toEqual([
    '{"id":1,"value":{"int64Value":"42"},"cost":2}',
    '{"id":2,"error":{"phase":"parse","message":"Syntax error: unexpected <EOF>","line":1,"column":4}}',
    '{"id":3,"error":{"phase":"check","message":"undeclared reference to \'nothing\' (in container \'\')","line":1,"column":1}}',
    '{"id":4,"value":{"boolValue":true}}',
    '{"id":5,"error":{"phase":"check","message":"undeclared reference to \'reverse\' (in container \'\')","line":1,"column":12}}',
    '{"id":6,"error":{"phase":"evaluation","message":"division by zero","line":1,"column":17}}',
    '{"id":7,"error":{"phase":"cost","message":"operation cancelled: actual cost limit exceeded","line":1,"column":1}}',
  ]);
  expect(status).toBe(0);
});

it("ends with status 3 where a line is no question", async () => {
  const { stdout, status } = await watertight(["cel", "eval", "--batch", "bad.jsonl"], FILES);
  expect(stdout.trimEnd().split("\n")).toEqual([
    '{"id":1,"error":"A question has an expression, a text, and bindings, an object."}',
    '{"id":2,"error":"The binding x is no cel.expr.Value: a value is an object with one member, such as int64Value."}',
    '{"id":3,"error":"The kubeVersion is none of Kubernetes, such as 1.30."}',
  ]);
  expect(status).toBe(3);
});

it("prints one value, and points at what is wrong", async () => {
  const bound = ["--bindings", "object.yaml"];
  const good = await watertight(["cel", "eval", "-e", "object.spec", ...bound], FILES);
  expect([good.stdout, good.status]).toEqual(['{"replicas":3,"name":"web"}\n', 0]);
  const bad = await watertight(["cel", "eval", "-e", "object.spec.nothing", ...bound], FILES);
  expect([bad.stdout, bad.status]).toEqual(["object.spec.nothing\n           ^\n", 3]);
});

it("judges custom resources by the rules of their definition in the input", async () => {
  const rules = '[{rule: "self.low <= self.high", message: low is above high}]';
  const properties = "{low: {type: integer, default: 1}, high: {type: integer}}";
  const files = {
    "crd.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ranges.shop.example}
spec:
  group: shop.example
  scope: Namespaced
  names: {kind: Range, plural: ranges}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-validations: ${rules}, properties: ${properties}}}}}
---
apiVersion: shop.example/v1
kind: Range
metadata: {name: bad, namespace: shop}
spec: {high: 0}
---
apiVersion: shop.example/v1
kind: Range
metadata: {name: good, namespace: shop}
spec: {high: 2}
`,
  };
  const argv = ["scan", "crd.yaml", "--check", "object-refused", "-o", "json", "--no-config"];
  const { stdout } = await watertight(argv, files);
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly object: { name: string };
      path: string;
      message: string;
    }[];
  };
  expect(findings.map(({ object, path, message }) => `${object.name} ${path}: ${message}`)).toEqual(
    ["bad spec: the API server rejects this: low is above high"],
  );
});

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const FILES = {
  "nodes.yaml": `apiVersion: v1
kind: Node
metadata: {name: a1, labels: {pool: a}}
---
apiVersion: v1
kind: Node
metadata: {name: b1, labels: {pool: b}}
spec:
  taints:
    - {key: tenant, value: b, effect: NoSchedule}
`,
  "web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      nodeSelector: {pool: a}
      containers: [{name: web, image: "registry.example/web:1"}]
---
apiVersion: v1
kind: Pod
metadata: {name: stray, namespace: shop}
spec:
  nodeName: b1
  containers: [{name: web, image: "registry.example/web:1"}]
`,
};

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
const schema = JSON.parse(
  readFileSync(
    new URL("../../../../../schemas/placement.schema.json", import.meta.url).pathname,
    "utf8",
  ),
) as { readonly $id: string };
ajv.addSchema(schema);

function faults(name: string, document: unknown): readonly (string | undefined)[] {
  ajv.validate(`${schema.$id}#/$defs/${name}`, document);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

test("placement nodes says which nodes a pod may run on, and what keeps it off the others", async () => {
  const { status, stdout } = await watertight(["placement", "nodes", "shop/web", "."], FILES);
  expect([status, stdout]).toEqual([
    0,
    `May:
  a1

May not:
  b1
    nodeSelector: asks for pool=a, and node b1 has pool=b
    taints: no toleration of the pod tolerates tenant=b:NoSchedule

3 assumed; --explain shows them.
`,
  ]);
});

test("placement pods says what a yes passes though it looks closed", async () => {
  const { status, stdout } = await watertight(
    ["placement", "pods", "b1", "--ever", "--explain", "."],
    FILES,
  );
  expect([status, stdout]).toEqual([
    0,
    `May:
  pod/shop/stray
    nodeName: names its node, so that the scheduler is not asked
      Pod shop/stray spec.nodeName
      web.yaml:16:3
    taints: no toleration of the pod tolerates tenant=b:NoSchedule, and the scheduler, which would heed it, is not asked
      Node b1 spec.taints[0]
      nodes.yaml:10:7

May not:
  deployment/shop/web
    nodeSelector: asks for pool=a, and node b1 has pool=b
      Deployment shop/web spec.template.spec.nodeSelector.pool
      web.yaml:9:22
    taints: no toleration of the pod tolerates tenant=b:NoSchedule
      Node b1 spec.taints[0]
      nodes.yaml:10:7

assumed: The admission plugins PodNodeSelector and PodTolerationRestriction are off, as they are by default: the input does not show the API server.
assumed: What passes by itself is left out: free ports and resources, and which other pods are where.
`,
  ]);
});

test("placement can-run ends with the answer", async () => {
  const ask = (node: string) =>
    watertight(["placement", "can-run", "--pod", "shop/stray", "--node", node, "."], FILES);
  expect((await ask("b1")).status).toBe(0);
  const { status, stdout, stderr } = await ask("a1");
  expect([status, stdout, stderr]).toEqual([
    1,
    "no: pod/shop/stray on node/a1\n    nodeName: names node b1\n",
    "Exit status 1: The answer is no.\n",
  ]);
});

test("what is asked about has to be there", async () => {
  await expect(watertight(["placement", "nodes", "shop/none", "."], FILES)).rejects.toThrow(
    "The input shows no pod or workload shop/none.",
  );
  const none = await watertight(["placement", "nodes", "shop/web", "web.yaml"], FILES);
  expect([none.status, none.stderr]).toEqual([3, "Exit status 3: The input shows no node.\n"]);
});

test("who administers the cluster is written as a subject", async () => {
  const argv = ["placement", "dedicated", "pool=b", "--for", "shop", "--administrator"];
  await expect(watertight([...argv, "ann", "none.yaml"], FILES)).rejects.toThrow(
    '"ann" is nobody; write user/NAME, group/NAME or serviceaccount/NAMESPACE/NAME.',
  );
});

test("every document is as its schema has it", async () => {
  for (const [name, line] of [
    ["nodes", "nodes shop/web"],
    ["pods", "pods b1"],
    ["canRun", "can-run --pod shop/web --node a1"],
  ] as const) {
    const argv = ["placement", ...line.split(" "), "-o", "json", "."];
    const { stdout } = await watertight(argv, FILES);
    const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect([name, faults(name, document)]).toEqual([name, []]);
    expect(faults(name, { ...document, more: true })).toEqual([
      ": must NOT have additional properties",
    ]);
  }
});

test("a batch takes pods and nodes by name or as objects, and answers in order", async () => {
  const questions = [
    { id: 1, pod: "shop/web", node: "a1" },
    { id: 2, pod: { spec: { nodeName: "x", containers: [] } }, node: { metadata: { name: "x" } } },
    { id: 3, pod: "deployment/shop/web", node: { metadata: { labels: { pool: "b" } } } },
    { id: 4, pod: 7, node: "a1" },
    { id: 5, pod: "shop/web", node: "none" },
  ];
  const { status, stdout } = await watertight(
    ["placement", "can-run", "--batch", "-", "nodes.yaml", "web.yaml"],
    FILES,
    questions.map((each) => JSON.stringify(each)).join("\n"),
  );
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(status).toBe(3);
  expect(lines.map(({ id, verdict, error }) => [id, verdict ?? error])).toEqual([
    [1, "yes"],
    [2, "yes"],
    [3, "no"],
    [4, '"pod" must be "ns/name", or a Pod or anything with a pod template.'],
    [5, "The input shows no node none."],
  ]);
  expect(lines.slice(0, 3).flatMap((line) => faults("canRunLine", line))).toEqual([]);
});

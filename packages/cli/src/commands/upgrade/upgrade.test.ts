import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const node = (name: string, version = "v1.35.2"): object => ({
  ...{ apiVersion: "v1", kind: "Node", metadata: { name, uid: name } },
  status: { nodeInfo: { kubeletVersion: version }, allocatable: { cpu: "4", pods: "110" } },
});

const owner = {
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  name: "web",
  uid: "1",
  controller: true,
};

const pod = (name: string, nodeName: string): object => ({
  ...{ apiVersion: "v1", kind: "Pod" },
  metadata: {
    name,
    namespace: "shop",
    uid: name,
    labels: { app: "web" },
    ownerReferences: [owner],
  },
  spec: { nodeName, containers: [{ name: "main", image: "a" }] },
  status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
});

const OBJECTS: readonly object[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
  node("a"),
  node("b"),
  {
    ...{ apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: "web", namespace: "shop" } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "main", image: "a" }] },
      },
    },
  },
  pod("web-0", "a"),
  pod("web-1", "b"),
  {
    ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
    metadata: { name: "web", namespace: "shop" },
    spec: { minAvailable: 2, selector: { matchLabels: { app: "web" } } },
  },
];

const text = (objects: readonly object[]): string =>
  JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });

const FILES = {
  "before/all.json": text(OBJECTS),
  "after/all.json": text([
    ...OBJECTS.slice(0, 1),
    node("a", "v1.36.1"),
    { ...node("b"), spec: { unschedulable: true } },
    ...OBJECTS.slice(3, 6),
  ]),
  "audit.log": `${JSON.stringify({
    ...{ kind: "Event", apiVersion: "audit.k8s.io/v1", auditID: "1", verb: "delete" },
    ...{ user: { username: "ann" }, userAgent: "kubectl/v1.36.1" },
    objectRef: {
      apiGroup: "policy",
      resource: "poddisruptionbudgets",
      namespace: "shop",
      name: "web",
    },
    requestReceivedTimestamp: "2026-01-01T00:00:00Z",
  })}\n`,
};

const plan = (...argv: readonly string[]) =>
  watertight(
    ["upgrade", "plan", "--to", "1.36", "--from", "1.35.2", ...argv, "--whole-cluster", "before"],
    FILES,
  );

test("people see what blocks first, then the steps, what is not known, and what to do next", async () => {
  const { status, stdout } = await plan();
  expect([status, stdout.split("\n").slice(0, 12)]).toStrictEqual([
    1,
    [
      "From v1.35.2 to v1.36: 3 steps, 1 blocker.",
      "What blocks:",
      "  - disruption-budget: poddisruptionbudget/shop/web: needs 2 healthy pods and has 2; pods shop/web-0 (2 nodes)",
      "    Run 3 replicas of ReplicaSet web. Judged again with it: it passes.",
      "Steps:",
      "  1. upgrade kube-apiserver to v1.36",
      "  2. drain node a, upgrade its kubelet from v1.35.2 to v1.36, uncordon it",
      "    - drain: no: no order of evictions ends",
      "  3. drain node b, upgrade its kubelet from v1.35.2 to v1.36, uncordon it",
      "    - drain: no: no order of evictions ends",
      "Not known:",
      "  - who asks for APIs that 1.36 does not serve: metrics of the API server (--metrics) or its audit log (--audit) tell",
    ],
  ]);
});

test("what is written against blockers lets the plan pass", async () => {
  const { stdout } = await plan("--write-fixes", "-");
  expect(stdout.split("\n").slice(0, 10)).toStrictEqual([
    "---",
    "# Run 3 replicas of ReplicaSet web.",
    "apiVersion: apps/v1",
    "kind: ReplicaSet",
    "metadata:",
    "  name: web",
    "  namespace: shop",
    "spec:",
    "  replicas: 3",
    "  selector:",
  ]);
});

test("the plan is a checklist and a picture too", async () => {
  const markdown = (await plan("-o", "markdown")).stdout;
  const svg = (await plan("-o", "svg")).stdout;
  expect(markdown).toContain(
    "- [ ] 2. `drain node a, upgrade its kubelet from v1.35.2 to v1.36, uncordon it`",
  );
  expect([svg.startsWith("<svg "), svg.split("<g>").length - 1]).toStrictEqual([true, 3]);
});

test("who may take the steps is told with the level at which an audit policy records them", async () => {
  const policy = `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - {level: Request, verbs: [create], resources: [{group: "", resources: [pods/eviction]}]}
  - {level: None}
`;
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
spec: {containers: [{name: c, image: i}]}
`;
  const argv = ["upgrade", "plan", "--to", "1.36", "--no-config", "-q", "-o", "json"];
  const files = { "audit.yaml": policy, "pods/pod.yaml": pod };
  const levels = async (...more: readonly string[]): Promise<unknown> => {
    const { stdout, status } = await watertight([...argv, ...more, "pods"], files);
    // Nothing says which version the cluster has: no version is too old for it.
    expect(status).toBe(0);
    const { actors } = JSON.parse(stdout) as { actors: readonly { auditLevel: unknown }[] };
    return actors.map(({ auditLevel }) => auditLevel);
  };
  expect(await levels()).toEqual([null, null]);
  expect(await levels("--audit-policy", "audit.yaml")).toEqual(["Request", "None"]);
});

test("verify names what is not as planned, and who did it", async () => {
  const { status, stdout } = await watertight(
    ["upgrade", "verify", "before", "after", "--audit", "audit.log", "--kube-version", "v1.36"],
    FILES,
  );
  expect([status, stdout]).toStrictEqual([
    1,
    `From v1.36 to v1.36.
  - not-upgraded: node/b: v1.35.2 → v1.35.2
  - still-cordoned: node/b: open → cordoned
  - gone: poddisruptionbudget/shop/web: there → absent (delete by user/ann)
  - off plan: user/ann delete policy/poddisruptionbudgets/shop/web (kubectl/v1.36.1)
  1 × kubelet v1.35.2 → v1.36.1
  1 × kubelet v1.35.2 → v1.35.2
3 differences, 1 write off the plan.
`,
  ]);
});

const schema = JSON.parse(
  readFileSync(new URL("../../../../../schemas/upgrade.schema.json", import.meta.url), "utf8"),
) as { readonly $id: string };
const ajv = new Ajv2020({ allErrors: true, strictRequired: false, allowUnionTypes: true });
ajv.addSchema(schema);

test.each([
  [
    "plan",
    ["upgrade", "plan", "--to", "1.36", "--from", "1.35.2", "before", "-o", "json"],
    "steps",
  ],
  [
    "verify",
    ["upgrade", "verify", "before", "after", "--audit", "audit.log", "-o", "json"],
    "differences",
  ],
] as const)("the schema describes %s, and nothing else", async (definition, argv, list) => {
  const { stdout } = await watertight(argv, FILES);
  const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  const reference = `${schema.$id}#/$defs/${definition}`;
  expect([ajv.validate(reference, document), ajv.errors]).toStrictEqual([true, null]);
  expect(document[list]).not.toStrictEqual([]);
  expect(ajv.validate(reference, { ...document, more: true })).toBe(false);
  expect(ajv.validate(reference, { ...document, [list]: [{}] })).toBe(false);
});

test("what cannot be asked is refused with a sentence", async () => {
  await expect(watertight(["upgrade", "plan", "before"], FILES)).rejects.toThrow(
    "Say which version is to be: --to VERSION",
  );
  await expect(watertight(["upgrade", "plan", "--to", "1.36"], FILES)).rejects.toThrow(
    "Give the cluster",
  );
});

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const event = (change: object): object => ({
  kind: "Event",
  apiVersion: "audit.k8s.io/v1",
  level: "Metadata",
  auditID: "a-1",
  stage: "ResponseComplete",
  requestURI: "/api/v1/secrets",
  verb: "list",
  user: { username: "mallory", groups: [] },
  sourceIPs: ["10.0.0.7"],
  userAgent: "kubectl",
  objectRef: { resource: "secrets", apiVersion: "v1" },
  responseStatus: { code: 200 },
  requestReceivedTimestamp: "2026-07-01T10:00:00.000000Z",
  stageTimestamp: "2026-07-01T10:00:00.100000Z",
  ...change,
});
const lines = (...events: readonly object[]): string =>
  events.map((each) => `${JSON.stringify(each)}\n`).join("");

const LIST = event({});
const EXEC = event({
  auditID: "a-2",
  verb: "get",
  stage: "ResponseStarted",
  requestURI: "/api/v1/namespaces/shop/pods/web/exec?command=sh",
  objectRef: { resource: "pods", subresource: "exec", namespace: "shop", name: "web" },
  responseStatus: { code: 101 },
});
const schemas = new URL("../../../../../../schemas/", import.meta.url);
const schema = (name: string): object =>
  JSON.parse(readFileSync(new URL(`${name}.schema.json`, schemas), "utf8")) as object;
const isValid = new Ajv2020({ allowUnionTypes: true, strictRequired: false })
  .addSchema(schema("audit-event"))
  .compile(schema("audit-detections"));
const BARE = ["audit", "detect", "--no-config"];

it("answers a batch line by line: questions, bare events, and lines that are no JSON but hold one", async () => {
  const input = [
    JSON.stringify({ id: 1, event: LIST }),
    JSON.stringify(EXEC),
    `<13>Jul  1 10:00:00 master audit: ${JSON.stringify(EXEC)}`,
    JSON.stringify({ id: "x", event: { nothing: true } }),
    "nonsense",
  ].join("\n");
  const { stdout, status } = await watertight([...BARE, "--batch", "-"], {}, input);
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(answers.map(({ id, error }) => ({ id, error }))).toEqual([
    { id: 1 },
    {},
    {},
    { id: "x", error: "The event is in no known envelope." },
    { error: "The line holds no event in a known envelope." },
  ]);
  expect(answers[0]?.["detections"]).toEqual([
    {
      rule: "secrets-listed-everywhere",
      severity: "critical",
      title: "Secrets of all namespaces listed",
      techniques: ["T1552.007"],
      because: "mallory read the Secrets of all namespaces (list)",
      actor: { user: "mallory" },
      subject: "secrets",
    },
    expect.objectContaining({ rule: "secrets-read", severity: "info" }),
  ]);
  expect([answers[1]?.["detections"], answers[2]?.["detections"]]).toEqual([
    [expect.objectContaining({ rule: "exec-into-pod" })],
    [expect.objectContaining({ rule: "exec-into-pod" })],
  ]);
  expect(status).toBe(3);
  for (const answer of answers) expect(isValid(answer), JSON.stringify(isValid.errors)).toBe(true);
});

it("gives out no value of a Secret, wherever it stands in an event", async () => {
  const secret = event({
    verb: "create",
    objectRef: { resource: "secrets", namespace: "shop", name: "db" },
    requestObject: {
      kind: "Secret",
      data: { password: "c3dvcmRmaXNo" },
      metadata: {
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": "c3dvcmRmaXNo" },
      },
    },
  });
  const patch = event({
    verb: "patch",
    objectRef: { resource: "secrets", namespace: "shop", name: "db" },
    requestObject: [{ op: "replace", path: "/data/password", value: "c3dvcmRmaXNo" }],
  });
  const { stdout } = await watertight([...BARE, "--batch", "-"], {}, lines(secret, patch));
  expect(stdout).not.toContain("c3dvcmRmaXNo");
  expect(stdout.match(/\[redacted\]/g)).toHaveLength(3);
});

it("shows people the worst first, and what was passed over and folded", async () => {
  const log = lines(EXEC, LIST, LIST, event({ auditID: "a-3" }));
  const { stdout, stderr, status } = await watertight([...BARE, "a.log", "b.log.gz"], {
    "a.log": `${log}{"broken`,
    "b.log.gz": gzipSync("I0701 started\n"),
  });
  expect(stdout).toBe(`critical  Secrets of all namespaces listed  secrets-listed-everywhere
  mallory read the Secrets of all namespaces (list)
  2 times, 2026-07-01T10:00:00.000000Z, a.log:2

medium    Exec or attach into a pod  exec-into-pod
  mallory runs a command in pod shop/web: sh
  2026-07-01T10:00:00.000000Z, a.log:1

4 events (1 folded, 0 ended early): 1 critical, 1 medium.
1 of less severity are not shown (--severity info shows them).
Not asked, without what is usual (--learn): new-source-for-system-identity, new-user-agent-when-denied.
1 line of other logs passed over.
Next: watertight explain secrets-listed-everywhere
`);
  expect(stderr).toContain("a.log:5: the line is no JSON");
  expect(status).toBe(1);
});

it("tells what is not usual", async () => {
  const node = (address: string): object =>
    event({
      auditID: address,
      verb: "get",
      user: { username: "system:node:n1", groups: [] },
      sourceIPs: [address],
      objectRef: { resource: "nodes", name: "n1" },
    });
  const usual = JSON.stringify({ sources: { "system:node:n1": ["a private network"] } });
  const { stdout } = await watertight([...BARE, "--usual", "usual.json", "-o", "jsonl", "a.log"], {
    "usual.json": usual,
    "a.log": lines(node("10.0.0.9"), node("203.0.113.9")),
  });
  const rules = stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { rule: string }).rule);
  expect(rules).toEqual(["new-source-for-system-identity", "system-identity-from-public-address"]);
});

it("takes lists of addresses from the configuration", async () => {
  const { stdout } = await watertight(["audit", "detect", "-o", "json", "a.log"], {
    "watertight.yaml": "audit:\n  addressLists:\n    tor: [10.0.0.0/24]\n",
    "a.log": lines(event({ verb: "get", objectRef: { resource: "pods", name: "web" } })),
  });
  const document = JSON.parse(stdout) as { readonly detections: readonly object[] };
  expect(isValid(document), JSON.stringify(isValid.errors)).toBe(true);
  expect(document.detections).toEqual([
    expect.objectContaining({ rule: "address-on-list", severity: "high", count: 1 }),
  ]);
});

import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const event = (change: object): string =>
  JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: "a-1",
    stage: "ResponseComplete",
    requestURI: "/api/v1/secrets",
    verb: "list",
    user: { username: "system:serviceaccount:ci:bot", groups: [] },
    sourceIPs: ["10.0.0.7"],
    userAgent: "kubectl",
    objectRef: { resource: "secrets", apiVersion: "v1" },
    responseStatus: { code: 200 },
    requestReceivedTimestamp: "2026-07-01T10:00:00.000000Z",
    stageTimestamp: "2026-07-01T10:00:00.100000Z",
    ...change,
  });
const EXEC = event({
  auditID: "a-2",
  verb: "get",
  stage: "ResponseStarted",
  requestURI: "/api/v1/namespaces/shop/pods/web/exec?command=sh",
  user: { username: "ann", groups: [] },
  objectRef: { resource: "pods", subresource: "exec", namespace: "shop", name: "web" },
  responseStatus: { code: 101 },
  requestReceivedTimestamp: "2026-07-01T10:02:00.000000Z",
});
const FALCO = JSON.stringify({
  output: "a shell \u001b[2J",
  priority: "Warning",
  rule: "Shell",
  time: "2026-07-01T10:02:05.000000Z",
  output_fields: { "k8s.ns.name": "shop", "k8s.pod.name": "web" },
});
const ADMIN = `apiVersion: v1
kind: ServiceAccount
metadata: {name: bot, namespace: ci}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: bot}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: bot, namespace: ci}]
`;
const FILES = {
  "audit.log": `${event({})}\n${event({})}\n${EXEC}\n`,
  "falco.jsonl": `${FALCO}\n{"process_exec":{}}\n`,
  "cluster/admin.yaml": ADMIN,
};
const BARE = ["audit", "incidents", "--no-config", "audit.log"];
const schema = JSON.parse(
  readFileSync(
    new URL("../../../../../../schemas/audit-incidents.schema.json", import.meta.url),
    "utf8",
  ),
) as object;
const isValid = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(schema);

it("tells incidents as JSON of its schema, with what sensors saw and what falls in the cluster", async () => {
  const argv = [
    ...BARE,
    "--alerts",
    "falco.jsonl",
    "-f",
    "cluster",
    "--whole-cluster",
    "-o",
    "json",
  ];
  const { stdout, status } = await watertight(argv, FILES);
  const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  expect(isValid(document), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...document, more: true })).toBe(false);
  expect(status).toBe(1);
  expect(document).toMatchObject({
    events: 3,
    detections: 3,
    suppressed: 0,
    notRead: 0,
    coverage: { duplicates: 1, alerts: 1, otherAlerts: 1 },
    incidents: [
      {
        severity: "critical",
        score: 85,
        actor: { user: "system:serviceaccount:ci:bot" },
        rules: ["secrets-listed-everywhere", "secrets-read"],
        blastRadius: { clusterAdmin: "yes", wasAdmin: true },
      },
      {
        severity: "low",
        actor: { user: "ann" },
        rules: ["exec-into-pod", "falco:Shell"],
        timeline: [{ kind: "detection" }, { kind: "alert", place: "falco.jsonl:1" }],
      },
    ],
  });
});

it("tells people the worst first, what to do, and what was not asked; escape sequences of the input are none", async () => {
  const { stdout, stderr, status } = await watertight(
    [...BARE, "--alerts", "falco.jsonl", "--fail-on", "none"],
    FILES,
  );
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).not.toContain("\u001b");
  expect(stdout.split("\n").filter((line) => /^\S/.test(line))).toEqual([
    "critical  system:serviceaccount:ci:bot: secrets-listed-everywhere and 1 more  85 of 100",
    "low       ann: exec-into-pod and 1 more  28 of 100",
    "3 events and 1 alert, 3 detections: 2 incidents (6666.7 per 10,000 events).",
    "Not asked, without what is usual (--learn): new-source-for-system-identity, new-user-agent-when-denied.",
    "What falls with them was not asked: give the cluster with --cluster or -f PATH.",
    "Next: watertight explain secrets-listed-everywhere",
  ]);
  expect(stdout).toContain("    kubectl --namespace=ci delete serviceaccount/bot\n");
});

it("suppressions of the configuration are counted, and one without a bound is refused", async () => {
  const suppressed = (suppression: string): Promise<Awaited<ReturnType<typeof watertight>>> =>
    watertight(["audit", "incidents", "audit.log", "-o", "json"], {
      ...FILES,
      "watertight.yaml": `audit: {suppressions: [${suppression}]}\n`,
    });
  const held = await suppressed("{rule: secrets-*, reason: backup, expires: '2999-12-31'}");
  expect(JSON.parse(held.stdout)).toMatchObject({
    suppressed: 2,
    suppressions: [{ rule: "secrets-*", expired: false, count: 2 }],
    incidents: [{ actor: { user: "ann" } }],
  });
  await expect(suppressed("{reason: all, expires: '2999-12-31'}")).rejects.toThrow(
    "names neither rule, actor nor namespace",
  );
});

it("writes Detection Findings of OCSF, a line each", async () => {
  const { stdout } = await watertight([...BARE, "-o", "ocsf"], FILES);
  const findings = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(findings).toMatchObject([
    {
      class_uid: 2004,
      category_uid: 2,
      activity_id: 1,
      type_uid: 200_401,
      severity_id: 5,
      time: 1_782_900_000_000,
      finding_info: { title: "system:serviceaccount:ci:bot: secrets-listed-everywhere and 1 more" },
    },
    { class_uid: 2004, severity_id: 2 },
  ]);
});

it("lines that are no events are named, and end with 3", async () => {
  const { status, stderr } = await watertight([...BARE, "--alerts", "bad.jsonl"], {
    ...FILES,
    "audit.log": `${EXEC}\n{"verb":`,
    "bad.jsonl": "nonsense\n",
  });
  expect([status, stderr.split("\n").slice(0, 2)]).toEqual([
    3,
    ["audit.log:2: the line is no JSON", "bad.jsonl:1: the line is no JSON"],
  ]);
});

const SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

interface Received {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Answers with these statuses one after the other, the last again and again. */
async function receiver(statuses: readonly number[]): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly received: Received[];
}> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      response.statusCode = statuses[Math.min(received.length, statuses.length - 1)] ?? 200;
      received.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, url: `http://127.0.0.1:${port}/hook`, received };
}

it("a webhook gets each incident with a signature of Standard Webhooks", async () => {
  const { server, url, received } = await receiver([503, 200]);
  const argv = [...BARE, "--webhook", url, "--webhook-secret", "secret", "--fail-on", "none"];
  const { status } = await watertight(argv, { ...FILES, secret: `${SECRET}\n` });
  server.close();
  expect([status, received.length]).toEqual([0, 3]);
  for (const { headers, body } of received) {
    const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
    const key = Buffer.from("012345678901234567890123");
    const signature = createHmac("sha256", key).update(signed).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
  }
  const [first, , second] = received.map(
    ({ body }) => JSON.parse(body) as { data: { id: string } },
  );
  expect(first).toMatchObject({ type: "watertight.incident", data: { severity: "critical" } });
  expect(isValid(first?.data)).toBe(true);
  expect(received.map(({ headers }) => headers["webhook-id"])).toEqual([
    first?.data.id,
    first?.data.id,
    second?.data.id,
  ]);
});

it("what a webhook does not take is said, and addresses without encryption are refused", async () => {
  const { server, url, received } = await receiver([404]);
  const secret = { ...FILES, secret: SECRET };
  const argv = (target: string): readonly string[] => [
    ...[...BARE, "--webhook", target, "--webhook-secret", "secret", "--fail-on", "none"],
  ];
  const refused = await watertight(argv(url), secret);
  server.close();
  expect([refused.status, received.length]).toEqual([3, 2]);
  expect(refused.stderr).toContain("was not taken: it answers 404");
  await expect(watertight(argv("http://hooks.example/x"), secret)).rejects.toThrow(
    "an address of https",
  );
});

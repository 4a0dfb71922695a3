import { expect, test } from "vitest";
import type { JsonValue } from "../../kubernetes/json.ts";
import { eventsOf, eventsOfLine } from "./envelopes.ts";
import { createFolding } from "./fold.ts";
import { millisecondsOf } from "./time.ts";

const EVENT = {
  kind: "Event",
  apiVersion: "audit.k8s.io/v1",
  level: "Request",
  auditID: "a-1",
  stage: "ResponseComplete",
  requestURI: "/api/v1/namespaces/shop/pods?fieldManager=x",
  verb: "create",
  user: { username: "mallory", groups: ["dev"] },
  sourceIPs: ["10.0.0.7"],
  userAgent: "kubectl/v1.37.0",
  objectRef: { resource: "pods", namespace: "shop", name: "web", apiVersion: "v1" },
  responseStatus: { code: 201 },
  requestObject: { kind: "Pod", metadata: { name: "web" }, spec: { hostPID: true } },
  requestReceivedTimestamp: "2026-07-01T10:00:00.000000Z",
  stageTimestamp: "2026-07-01T10:00:00.100000Z",
};
const LINE = JSON.stringify(EVENT);
const AKS = {
  time: "2026-07-01T10:00:01Z",
  category: "kube-audit",
  operationName: "Microsoft.ContainerService/managedClusters/diagnosticLogs/Read",
  resourceId:
    "/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/SHOP",
  properties: { log: LINE, stream: "stdout", pod: "kube-apiserver-1" },
};

/** Each event as `envelope cluster: user verb target name`, and what was not read. */
function told(value: JsonValue): readonly string[] {
  const read = typeof value === "string" ? eventsOfLine(value) : eventsOf(value);
  return [
    ...read.events.map(({ source, user, verb, target, objectRef, truncated }) =>
      [
        `${source.envelope} ${source.cluster}:`,
        user.username,
        verb,
        target,
        objectRef?.name,
        ...(truncated ? ["(truncated)"] : []),
      ].join(" "),
    ),
    ...read.notRead,
    ...(read.others === 0 ? [] : [`${read.others} others`]),
  ];
}

const PLAIN = "kubernetes : mallory create pods web";

test.each<[string, JsonValue]>([
  ["an event", EVENT],
  ["an event of v1beta1", { ...EVENT, apiVersion: "audit.k8s.io/v1beta1" }],
  ["a list of events", { kind: "EventList", apiVersion: "audit.k8s.io/v1", items: [EVENT] }],
  ["a line", LINE],
  ["a line of syslog, RFC 3164", `<13>Jul  1 10:00:00 master kube-apiserver[1]: ${LINE}`],
  ["a line of syslog, RFC 5424", `<165>1 2026-07-01T10:00:00Z master kube - - [x@1 a="b"] ${LINE}`],
  ["a line of a container log", `2026-07-01T10:00:00.1Z stdout F ${LINE}`],
  ["a line of Docker", { log: `${LINE}\n`, stream: "stdout", time: "2026-07-01T10:00:00Z" }],
  ["what a shipper puts around it", { "@timestamp": "x", kubernetes: { audit: EVENT } }],
])("%s is read", (_title, value) => {
  expect(told(value)).toEqual([PLAIN]);
});

test("messages of CloudWatch name their cluster, and what a component printed among them is of other logs", () => {
  expect(
    told({
      messageType: "DATA_MESSAGE",
      logGroup: "/aws/eks/shop/cluster",
      logStream: "kube-apiserver-audit-1",
      logEvents: [
        { id: "1", timestamp: 1, message: LINE },
        { id: "2", timestamp: 2, message: "I0701 10:00:00 server.go:1] started" },
      ],
    }),
  ).toEqual(["eks shop: mallory create pods web", "1 others"]);
  expect(told({ events: [{ logStreamName: "kube-apiserver-audit-1", message: LINE }] })).toEqual([
    "eks : mallory create pods web",
  ]);
});

test("records of Azure are read, of Event Hub, of a workspace and of tables of their own", () => {
  const read = "aks shop: mallory create pods web";
  expect(
    told({ records: [AKS, { ...AKS, category: "kube-scheduler", properties: { log: "x" } }] }),
  ).toEqual([read, "1 others"]);
  expect(told({ Category: "kube-audit-admin", log_s: LINE, ResourceId: AKS.resourceId })).toEqual([
    read,
  ]);
  expect(
    told({
      AuditId: "a-1",
      Verb: "create",
      Stage: "ResponseComplete",
      User: '{"username":"mallory"}',
      ObjectRef: { resource: "pods", namespace: "shop", name: "web" },
      RequestObject: "skipped-too-big-size-object",
      _ResourceId: AKS.resourceId,
    }),
  ).toEqual([`${read} (truncated)`]);
});

test("a LogEntry of Google is read, and the entry of another service is not ours", () => {
  const entry = {
    insertId: "i",
    resource: { type: "k8s_cluster", labels: { cluster_name: "shop" } },
    protoPayload: {
      serviceName: "k8s.io",
      methodName: "io.k8s.core.v1.pods.exec.create",
      resourceName: "core/v1/namespaces/shop/pods/web/exec",
      authenticationInfo: { principalEmail: "mallory" },
      requestMetadata: { callerIp: "203.0.113.9" },
      status: { code: 7 },
    },
  };
  const [event] = eventsOf(entry).events;
  expect(told(entry)).toEqual(["gke shop: mallory create pods/exec web"]);
  expect([event?.code, event?.stage, event?.objectRef?.apiGroup, event?.inferred]).toEqual([
    403,
    "ResponseStarted",
    "",
    ["level", "stage"],
  ]);
  expect(told({ protoPayload: { serviceName: "compute.googleapis.com" } })).toEqual(["1 others"]);
});

test("an event that ends early keeps what stood whole before, and is marked", () => {
  const cut = LINE.slice(0, LINE.indexOf('"hostPID"') + 12);
  expect(told(cut)).toEqual([`${PLAIN} (truncated)`]);
  expect(told(`${cut}[Truncated...]`)).toEqual([`${PLAIN} (truncated)`]);
  expect(told({ ...AKS, properties: { log: cut } })).toEqual([
    "aks shop: mallory create pods web (truncated)",
  ]);
  expect(eventsOfLine(cut).events[0]?.requestObject).toEqual({
    kind: "Pod",
    metadata: { name: "web" },
  });
});

test("wherever an event is cut off it is either salvaged or said not to be read, and never anything else", () => {
  const counts = new Map<string, number>();
  for (let end = 1; end < LINE.length; end++) {
    const { events, notRead } = eventsOfLine(LINE.slice(0, end));
    const kind = `${events.length} ${events[0]?.truncated ?? "-"} ${notRead.length}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["0 - 1", "1 true 0"]);
});

test("what is no event is said, and hostile text does no harm", () => {
  expect(told({ foo: 1 })).toEqual(["the event is in no known envelope"]);
  expect(told("nonsense")).toEqual(["1 others"]);
  expect(told("{")).toEqual(["the line is no JSON"]);
  expect(told('{"__proto__":{"verb":"get"},"requestURI":1,"verb":"get","user":7}')).toEqual([
    "kubernetes :  get  ",
  ]);
  expect(told("[".repeat(200_000))).toEqual(["the line is no JSON"]);
  const nested = `${'{"log":'.repeat(50)}"x"${"}".repeat(50)}`;
  expect(told(nested)).toEqual(["the event is in no known envelope"]);
});

test.each(["x", "9", "x=", "a b", "\\", '"', "T"])(
  "a line of megabytes of %s is told as no event, or as of another log",
  (piece) => {
    const { events, notRead, others } = eventsOfLine(piece.repeat(16_000_000 / piece.length));
    expect([events.length, notRead.length + others]).toEqual([0, 1]);
  },
);

test.each(["x", 'x\\"', "\\\\", 'a="b" ', "a=", '="'])(
  "a legacy line with megabytes of %s is read, or told as none",
  (piece) => {
    const head = '2016-09-07T13:03:57Z AUDIT: id="5c" method="GET" user="admin" uri="/api/';
    const { events, notRead, others } = eventsOfLine(
      `${head}${piece.repeat(8_000_000 / piece.length)}" response="200"`,
    );
    expect(events.length + notRead.length + others).toBe(1);
    expect(events[0]?.user.username ?? "admin").toBe("admin");
  },
);

test("a legacy line is read, its resource from the path", () => {
  const line =
    '2016-09-07T13:03:57.400333046Z AUDIT: id="5c3b8227" ip="127.0.0.1" method="GET" user="admin" groups="\\"system:masters\\"" as="<self>" asgroups="<lookup>" namespace="default" uri="/api/v1/namespaces/default/pods?watch=true" response="200"';
  expect(told(line)).toEqual(["legacy : admin watch pods "]);
  expect(eventsOfLine(line).events[0]?.user.groups).toEqual(["system:masters"]);
});

test("duplicates and stages that add nothing are folded, and the fold goes on after a restart", () => {
  const stages = (names: readonly string[]): readonly string[] =>
    names.filter((stage) =>
      eventsOf({ ...EVENT, stage }).events.some((event) => folding.isNew(event)),
    );
  let folding = createFolding();
  expect(
    stages(["RequestReceived", "ResponseStarted", "ResponseComplete", "ResponseStarted"]),
  ).toEqual(["ResponseStarted"]);
  expect(folding.counts).toEqual({ duplicates: 1, stages: 2 });
  folding = createFolding(folding.state());
  expect(stages(["ResponseStarted", "ResponseComplete", "Panic"])).toEqual([]);
});

test("times are read as logs write them", () => {
  expect(millisecondsOf("2026-07-01T10:00:00.123456Z")).toBe(1782900000123);
  expect(millisecondsOf("2022-11-29 00:09:04.38")).toBe(1669680544380);
  expect(millisecondsOf("2024-02-29T23:59:59+02:00")).toBe(1709243999000);
  expect(millisecondsOf("yesterday")).toBeUndefined();
});

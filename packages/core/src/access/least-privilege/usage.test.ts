import { expect, test } from "vitest";
import { authorizerOf, binding, role, rule } from "../../../testing/access/rights.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { indexSubjects } from "../rights/subject-bindings.ts";
import { readAuditEvent } from "./audit-event.ts";
import { createUsageRecorder, type Usage } from "./usage.ts";

const objects = [
  role("reader", "", rule("get list", "pods secrets"), rule("get", "configmaps", "", "a b")),
  binding("everywhere", "", "clusterrole/reader", "user:ann"),
  binding("shop", "shop", "clusterrole/reader", "group:ops", "user:ann"),
];
const { bindings } = authorizerOf(objects);

function event(more: JsonObject): JsonObject {
  return {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    stage: "ResponseComplete",
    verb: "get",
    user: { username: "ann", groups: ["ops"] },
    objectRef: { resource: "pods", namespace: "shop", name: "p" },
    annotations: { "authorization.k8s.io/decision": "allow" },
    ...more,
  };
}

function usageOf(events: readonly JsonObject[], keepNames = false): Usage {
  const recorder = createUsageRecorder(indexSubjects(bindings), keepNames);
  for (const each of events) {
    const read = readAuditEvent(each);
    if ("problem" in read) throw new Error(read.problem);
    recorder.record(read);
  }
  return recorder.usage();
}

/** By binding and subject: the rights that are kept. */
function kept(usage: Usage): readonly string[] {
  return bindings.flatMap((each) =>
    each.subjects.flatMap((subject, index) =>
      [...usage.keptBy(each, index)].map(
        ([namespace, rights]) =>
          `${each.name}[${subject.name}] ${namespace}: ${rights.map((right) => Object.values(right).join(" ")).join("; ")}`,
      ),
    ),
  );
}

test("a use is kept where it is granted most narrowly: in the namespace, to the user itself", () => {
  expect(kept(usageOf([event({})]))).toEqual(["shop[ann] shop: get  pods"]);
  const elsewhere = event({ objectRef: { resource: "pods", namespace: "bank", name: "p" } });
  expect(kept(usageOf([elsewhere]))).toEqual(["everywhere[ann] bank: get  pods"]);
  const all = event({ verb: "list", objectRef: { resource: "pods" } });
  expect(kept(usageOf([all]))).toEqual(["everywhere[ann] : list  pods"]);
  const other = event({ user: { username: "bob", groups: ["ops"] } });
  expect(kept(usageOf([other]))).toEqual(["shop[ops] shop: get  pods"]);
});

test("names are kept where the rule has them, and everywhere when asked", () => {
  const map = (name: string): JsonObject =>
    event({ objectRef: { resource: "configmaps", namespace: "shop", name } });
  expect(kept(usageOf([map("a")]))).toEqual(["shop[ann] shop: get  configmaps a"]);
  expect(kept(usageOf([event({}), event({})], true))).toEqual(["shop[ann] shop: get  pods p"]);
});

test("a request that takes long is one, whether or not the log shows its end", () => {
  const started = event({ stage: "ResponseStarted", auditID: "1" });
  const ended = event({ stage: "ResponseComplete", auditID: "1" });
  expect(usageOf([started, ended]).users).toEqual([["ann", { requests: 1, first: "", last: "" }]]);
  expect(kept(usageOf([started]))).toEqual(["shop[ann] shop: get  pods"]);
});

test("what is received and not yet decided, and what is denied, is not used", () => {
  const received = event({ stage: "RequestReceived" });
  const denied = event({ annotations: { "authorization.k8s.io/decision": "forbid" } });
  const usage = usageOf([received, denied]);
  expect([usage.events, usage.users, kept(usage)]).toEqual([
    { allowed: 0, "allowed-by-answer": 0, denied: 1, undecided: 0, otherStages: 1 },
    [],
    [],
  ]);
});

test("the window goes from the first to the last event, whatever their order", () => {
  const times = [
    "2026-01-01T00:00:02Z",
    "2026-01-01T00:00:01.5Z",
    "2026-01-01T00:00:02.25Z",
    "yesterday",
  ];
  const usage = usageOf(times.map((stageTimestamp) => event({ stageTimestamp })));
  expect(usage.window).toEqual({
    first: "2026-01-01T00:00:01.5Z",
    last: "2026-01-01T00:00:02.25Z",
  });
});

test("a member's requests are seen of the group, and nobody else is", () => {
  const usage = usageOf([event({})]);
  const group = { apiGroup: "rbac.authorization.k8s.io", namespace: "", kind: "Group" };
  expect(usage.seen({ ...group, name: "ops" })?.requests).toBe(1);
  expect(usage.seen({ ...group, name: "devs" })).toBeUndefined();
});

test("an allowed request that no binding of the input allows is counted", () => {
  const usage = usageOf([event({ verb: "delete" }), event({ verb: "delete" })]);
  expect(usage.unexplained).toEqual([["ann", 2]]);
});

test("members of system:masters need no binding", () => {
  const user = { username: "root", groups: ["system:masters"] };
  const usage = usageOf([event({ verb: "delete", user })]);
  expect([usage.unexplained, kept(usage)]).toEqual([[], []]);
});

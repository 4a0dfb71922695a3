import { expect, it } from "vitest";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { eventsOf } from "../audit/events/envelopes.ts";
import { createCluster } from "../cluster/cluster.ts";
import { createDetector } from "../detections/detector.ts";
import { auditExample, type ExampleRequest, execExample } from "../detections/examples.ts";
import { createMemory, type Memory } from "../detections/memory.ts";
import type { Suppression } from "../detections/settings.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createCollector, type IncidentCollector, type PlacedAlert } from "./collector.ts";
import { judgeIncidents } from "./judge.ts";
import type { AskReach, Incident } from "./model.ts";
import { reachIn } from "./reach.ts";
import { runtimeAlertOf } from "./runtime-alerts.ts";

const at = (second: number): string =>
  `2026-07-01T1${Math.floor(second / 3600)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}.000000Z`;
const two = (number: number): string => String(number).padStart(2, "0");
const event = (second: number, request: ExampleRequest): JsonObject =>
  auditExample({ at: at(second), ...request });

interface Given {
  readonly suppressions?: readonly Suppression[];
  readonly alerts?: readonly PlacedAlert[];
  readonly memory?: Memory;
}

function collected(events: readonly JsonObject[], given: Given = {}): IncidentCollector {
  const memory = given.memory ?? createMemory();
  const detector = createDetector({ memory });
  const collector = createCollector({ today: "2026-07-01", ...given, memory });
  events.forEach((each, index) => {
    for (const read of eventsOf(each).events)
      collector.event(read, detector.detect(read), () => `log:${index + 1}`);
  });
  return collector;
}

function incidentsOf(
  events: readonly JsonObject[],
  given: Given = {},
  ask?: AskReach,
): readonly Incident[] {
  return judgeIncidents(collected(events, given).finish(), ask).incidents;
}

const told = (incidents: readonly Incident[]): readonly string[] =>
  incidents.map(
    ({ severity, actor, rules }) =>
      `${severity} ${actor.user || actor.pod}: ${[...rules.keys()].join(" ")}`,
  );

const PRIVILEGED = {
  metadata: { name: "web" },
  spec: {
    template: {
      spec: { containers: [{ name: "a", image: "b", securityContext: { privileged: true } }] },
    },
  },
};
const CONTROLLER = "system:serviceaccount:kube-system:";
const owned = (kind: string, name: string): JsonObject => ({
  metadata: { ownerReferences: [{ kind, name }] },
});

it("what one actor does is one incident, with what he did just before and what controllers made of it", () => {
  const incidents = incidentsOf([
    event(1, { target: "configmaps", namespace: "shop", name: "notes" }),
    event(5, {
      target: "deployments",
      group: "apps",
      namespace: "shop",
      name: "web",
      body: PRIVILEGED,
    }),
    event(6, {
      ...{ target: "replicasets", user: `${CONTROLLER}deployment-controller` },
      ...{ group: "apps", namespace: "shop", name: "web-5d9f", body: owned("Deployment", "web") },
    }),
    event(7, {
      ...{ target: "pods", user: `${CONTROLLER}replicaset-controller` },
      ...{ namespace: "shop", name: "web-5d9f-abcde", body: owned("ReplicaSet", "web-5d9f") },
    }),
    event(9, { verb: "delete", target: "configmaps", namespace: "shop", name: "notes" }),
  ]);
  expect(told(incidents)).toEqual(["high mallory@example.com: privileged-pod"]);
  expect(incidents[0]?.steps.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "activity configmaps shop/notes",
    "detection deployments shop/web",
    "consequence replicasets shop/web-5d9f",
    "consequence pods shop/web-5d9f-abcde",
    "activity configmaps shop/notes",
  ]);
  expect(incidents[0]).toMatchObject({
    first: at(5),
    last: at(9),
    targets: ["deployments shop/web", "replicasets shop/web-5d9f", "pods shop/web-5d9f-abcde"],
  });
});

it("a controller is not the root: whoever wrote the workload is, even where the log has only the pod's body", () => {
  const incidents = incidentsOf([
    event(5, { target: "deployments", group: "apps", namespace: "shop", name: "web" }),
    event(7, {
      ...{ target: "pods", user: `${CONTROLLER}replicaset-controller`, namespace: "shop" },
      ...{ name: "web-5d9f-abcde", body: { metadata: {}, spec: PRIVILEGED.spec.template.spec } },
    }),
  ]);
  expect(told(incidents)).toEqual(["high mallory@example.com: privileged-pod"]);
  expect(incidents[0]?.actors).toContain(`${CONTROLLER}replicaset-controller`);
});

it("whom somebody gives a token, rights or a certificate belongs to his incident", () => {
  const der = btoa("\u0006\u0003\u0055\u0004\u0003\u000c\u0003eve");
  const request = btoa(
    `-----BEGIN CERTIFICATE REQUEST-----\n${der}\n-----END CERTIFICATE REQUEST-----`,
  );
  const incidents = incidentsOf([
    event(1, { target: "serviceaccounts/token", namespace: "ci", name: "bot" }),
    event(2, {
      ...{ target: "clusterrolebindings", group: "rbac.authorization.k8s.io", name: "b" },
      body: {
        roleRef: { kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "User", name: "ann" }],
      },
    }),
    event(3, {
      ...{ target: "certificatesigningrequests", group: "certificates.k8s.io", name: "eve" },
      body: { spec: { signerName: "kubernetes.io/kube-apiserver-client", request } },
    }),
    event(4, { verb: "list", target: "secrets", user: "system:serviceaccount:ci:bot" }),
    event(5, { verb: "list", target: "secrets", user: "ann" }),
    event(6, { verb: "list", target: "secrets", user: "eve" }),
    event(7, { verb: "list", target: "secrets", user: "bob" }),
  ]);
  expect(incidents.map(({ actor, actors }) => [actor.user, actors])).toEqual([
    ["mallory@example.com", ["mallory@example.com", "system:serviceaccount:ci:bot", "ann", "eve"]],
    ["bob", ["bob"]],
  ]);
});

it("after an hour of quiet something new is another incident, and a small matter is none", () => {
  const exec = (second: number): JsonObject => execExample(["sh"], { at: at(second) });
  expect(told(incidentsOf([exec(0), exec(60), exec(3000), exec(7200)]))).toEqual([
    "low mallory@example.com: exec-into-pod",
    "low mallory@example.com: exec-into-pod",
  ]);
  const small = collected([
    event(0, { target: "cronjobs", group: "batch", namespace: "shop", name: "report" }),
  ]);
  expect(judgeIncidents(small.finish())).toEqual({ incidents: [], below: 1 });
});

it("nobody in particular is the address that he comes from", () => {
  const probe = (second: number, from: string): JsonObject =>
    event(second, {
      ...{
        user: "system:anonymous",
        verb: "get",
        uri: `/apis/g${second}`,
        code: 403,
        from: [from],
      },
    });
  const log = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((second) => [
    probe(second, "203.0.113.9"),
    probe(second, "198.51.100.7"),
  ]);
  const incidents = incidentsOf(log);
  expect(told(incidents)).toEqual([
    "medium system:anonymous: anonymous-probing",
    "medium system:anonymous: anonymous-probing",
  ]);
  expect(incidents.map(({ sessions }) => sessions[0]?.sourceIP)).toEqual([
    "203.0.113.9",
    "198.51.100.7",
  ]);
  expect(incidents[0]?.counterMeasures.map(({ action }) => action)).toEqual(["close"]);
});

it("suppressed is what a rule, an actor and a namespace name, until its day, and it is counted", () => {
  const log = [execExample(["sh"], { at: at(0) }), execExample(["sh"], { at: at(1), user: "ann" })];
  const held = { rule: "exec-*", actor: "mallory@*", namespace: "shop", reason: "agreed" };
  const collector = collected(log, {
    suppressions: [
      { ...held, expires: "2026-07-01" },
      { ...held, expires: "2026-06-30" },
    ],
  });
  expect(told(judgeIncidents(collector.finish()).incidents)).toEqual(["low ann: exec-into-pod"]);
  expect(collector.suppressed().total).toBe(1);
  expect(collector.suppressed().counts.map(({ isExpired, count }) => [isExpired, count])).toEqual([
    [false, 1],
    [true, 1],
  ]);
});

it("what a sensor sees in a pod joins whoever entered it, and is a matter of its own elsewhere", () => {
  const falco = (pod: string, second: number): PlacedAlert => {
    const alert = runtimeAlertOf({
      ...{
        output: "a shell",
        priority: "Critical",
        rule: "Shell",
        time: at(second),
        tags: ["T1059"],
      },
      output_fields: { "k8s.ns.name": "shop", "k8s.pod.name": pod },
    });
    if (alert === undefined) throw new Error("no alert");
    return { alert, place: "falco:1" };
  };
  const log = [execExample(["sh"], { at: at(10) }), event(99, { verb: "get", target: "pods" })];
  const incidents = incidentsOf(log, { alerts: [falco("other", 30), falco("web", 20)] });
  expect(told(incidents)).toEqual([
    "critical mallory@example.com: exec-into-pod falco:Shell",
    "critical shop/other: falco:Shell",
  ]);
  expect(incidents[0]?.steps.map(({ kind }) => kind)).toEqual(["detection", "alert"]);
});

it("novelty weighs: what is usual for an actor is less, what was never seen of him more", () => {
  const exec = execExample(["sh"], { at: at(0) });
  const learned = createMemory();
  collected([exec], { memory: learned });
  const score = (request: ExampleRequest): number | undefined =>
    incidentsOf([execExample(["bash", "-i"], { at: at(0), ...request })], {
      memory: createMemory({ baseline: learned.baseline() }),
    })[0]?.score;
  // The same rule of the same actor is below an incident.
  expect([score({}), score({ user: "ann" })]).toEqual([undefined, 30]);
});

it("what falls is asked of the engines, and an account that reaches cluster-admin weighs more", () => {
  const snapshot = wholeSnapshotOf(
    [
      account("bot"),
      account("small"),
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { name: "bot" },
        roleRef: {
          apiGroup: "rbac.authorization.k8s.io",
          kind: "ClusterRole",
          name: "cluster-admin",
        },
        subjects: [{ kind: "ServiceAccount", name: "bot", namespace: "ci" }],
      },
    ],
    { kubernetesVersion: "v1.36" },
  );
  const ask = reachIn(createCluster(snapshot));
  const token = (name: string): readonly Incident[] =>
    incidentsOf([event(1, { target: "serviceaccounts/token", namespace: "ci", name })], {}, ask);
  expect(
    token("bot").map(({ score, severity, reach }) => [score, severity, reach?.clusterAdmin]),
  ).toEqual([[38, "medium", "yes"]]);
  expect(
    token("small").map(({ score, severity, reach }) => [score, severity, reach?.clusterAdmin]),
  ).toEqual([[23, "low", "no"]]);
});

function account(name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: "ci" } };
}

it("commands hold names from the log as they are, or are left out", () => {
  const commands = (name: string): readonly (string | undefined)[] =>
    incidentsOf([
      event(1, {
        ...{ target: "clusterrolebindings", group: "rbac.authorization.k8s.io", name },
        body: { roleRef: { kind: "ClusterRole", name: "cluster-admin" }, subjects: [] },
      }),
    ]).flatMap(({ counterMeasures }) =>
      counterMeasures.filter(({ action }) => action === "remove").map(({ command }) => command),
    );
  expect(commands("boss")).toEqual(["kubectl delete clusterrolebindings/boss"]);
  expect(commands("a'; rm -rf $HOME #")).toEqual([
    "kubectl delete 'clusterrolebindings/a'\\''; rm -rf $HOME #'",
  ]);
  expect(commands("a\u001b[2J")).toEqual([undefined]);
  expect(commands("a\nb")).toEqual([undefined]);
});

it("memory is bounded: many actors, steps and things are counted beyond what is kept", () => {
  const log = Array.from({ length: 2200 }, (_, index) =>
    execExample(["sh"], { at: at(index), name: `p-${index}`, user: `u-${index}` }),
  );
  const many = collected(log);
  const kept = many.finish();
  expect([kept.length, many.counts.leftOut]).toEqual([1000, 1200]);
  const one = collected(
    Array.from({ length: 500 }, (_, index) =>
      execExample(["sh"], { at: at(index), name: `p-${index}` }),
    ),
  ).finish();
  expect([one.length, one[0]?.steps.length, one[0]?.stepsLeftOut]).toEqual([1, 200, 300]);
});

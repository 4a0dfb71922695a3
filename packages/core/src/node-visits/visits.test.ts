import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { eventsOfLine } from "../audit/index.ts";
import { createVisitLog, type VisitLog } from "./visits.ts";

const SINCE = Date.parse("2026-01-01T00:00:00Z");
const at = (seconds: number): string => new Date(SINCE + seconds * 1000).toISOString();

interface Asked {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly user?: string;
  readonly seconds: number;
  readonly until?: number;
  readonly stage?: string;
  readonly code?: number;
  readonly body?: object;
  readonly id?: string;
}

function feed(log: VisitLog, asked: Asked): void {
  const {
    verb,
    resource,
    subresource,
    name = "web",
    user = "ann",
    seconds,
    until = seconds,
  } = asked;
  const event = {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Request",
    auditID: asked.id ?? `${verb}-${resource}-${subresource ?? ""}-${seconds}`,
    stage: asked.stage ?? "ResponseComplete",
    requestURI: "/",
    verb,
    user: { username: user },
    objectRef: { resource, namespace: "shop", name, subresource, apiVersion: "v1" },
    responseStatus: { code: asked.code ?? 200 },
    requestReceivedTimestamp: at(seconds),
    stageTimestamp: at(until),
    ...(asked.body && { requestObject: asked.body }),
  };
  for (const each of eventsOfLine(JSON.stringify(event), {}).events) log.take(each);
}

const pod = (spec: object, name = "web") => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "shop" },
  spec: { nodeName: "n1", containers: [{ name: "main", image: "x" }], ...spec },
});
const OPEN = pod({
  containers: [{ name: "main", image: "x", securityContext: { privileged: true } }],
});
const CLOSED = pod({});

function asked(log: VisitLog, seconds: number, path = "/etc/passwd"): string {
  const time = SINCE + seconds * 1000;
  const { audited, visits, reason } = log.at(path, time, time);
  return [
    audited,
    ...visits.map(({ user, by, reachesNode }) => `${user} ${by} ${reachesNode}`),
    reason,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** The log goes on to the end of the hour. */
function logOf(objects: readonly ReturnType<typeof pod>[], events: readonly Asked[]): VisitLog {
  const log = createVisitLog("n1", SINCE, snapshotOf(objects));
  feed(log, { verb: "list", resource: "services", seconds: 0 });
  for (const event of events) feed(log, event);
  feed(log, { verb: "list", resource: "services", seconds: 3600 });
  return log;
}

const EXEC: Asked = {
  verb: "create",
  resource: "pods",
  subresource: "exec",
  seconds: 100,
  until: 200,
  code: 101,
};

describe("a change of a node's file", () => {
  it("was not audited where the log shows nobody at its time", () => {
    expect(asked(logOf([OPEN], [EXEC]), 300)).toBe("no");
  });

  it("was audited while a command ran in a pod that gives the node away, and a moment around it", () => {
    const log = logOf([OPEN], [EXEC]);
    expect(asked(log, 150)).toBe("yes; ann exec yes");
    expect(asked(log, 201)).toBe("yes; ann exec yes");
    expect(asked(log, 99)).toBe("yes; ann exec yes");
  });

  it("was not by a command in a pod that does not reach the node, on another node, or that was refused", () => {
    expect(asked(logOf([CLOSED], [EXEC]), 150)).toBe("no; ann exec no");
    expect(asked(logOf([{ ...OPEN, spec: { ...OPEN.spec, nodeName: "n2" } }], [EXEC]), 150)).toBe(
      "no",
    );
    expect(asked(logOf([OPEN], [{ ...EXEC, code: 403 }]), 150)).toBe("no");
  });

  it("is open as long as the end of a command was not seen", () => {
    const started = { ...EXEC, stage: "ResponseStarted", until: 100, id: "x" };
    expect(asked(logOf([OPEN], [started]), 900)).toBe("yes; ann exec yes");
    const ended = { ...EXEC, id: "x" };
    expect(asked(logOf([OPEN], [started, ended]), 900)).toBe("no");
  });

  it("is reached by a volume of the node's only below what it mounts for writing", () => {
    const mounting = (readOnly: boolean) =>
      pod({
        containers: [
          { name: "main", image: "x", volumeMounts: [{ name: "logs", mountPath: "/l", readOnly }] },
        ],
        volumes: [{ name: "logs", hostPath: { path: "/opt/data/" } }],
      });
    expect(asked(logOf([mounting(false)], [EXEC]), 150, "/opt/data/x")).toBe("yes; ann exec yes");
    expect(asked(logOf([mounting(true)], [EXEC]), 150, "/opt/data/x")).toBe("no; ann exec no");
    expect(asked(logOf([mounting(false)], [EXEC]), 150, "/opt/database")).toBe("no; ann exec no");
  });

  it("is accounted for by a pod that was made for it, from its binding or its kubelet's word, until it is deleted", () => {
    const made: Asked = {
      verb: "create",
      resource: "pods",
      name: "debug",
      seconds: 50,
      body: {
        ...OPEN,
        metadata: { name: "debug", namespace: "shop" },
        spec: { ...OPEN.spec, nodeName: undefined },
      },
    };
    const status: Asked = {
      verb: "patch",
      resource: "pods",
      subresource: "status",
      name: "debug",
      user: "system:node:n1",
      seconds: 52,
    };
    const deleted: Asked = { verb: "delete", resource: "pods", name: "debug", seconds: 500 };
    const log = logOf([], [made, status, deleted]);
    expect(asked(log, 60)).toBe("yes; ann pod yes");
    expect(asked(log, 600)).toBe("no");
    const bound: Asked = {
      verb: "create",
      resource: "pods",
      subresource: "binding",
      name: "debug",
      user: "system:kube-scheduler",
      seconds: 51,
      body: { target: { name: "n1" } },
    };
    expect(asked(logOf([], [made, bound]), 60)).toBe("yes; ann pod yes");
  });

  it("is not accounted for by a pod that was always there", () => {
    expect(asked(logOf([OPEN], []), 60)).toBe("no");
  });

  it("is reached through the kubelet's own API", () => {
    const proxy: Asked = {
      verb: "create",
      resource: "nodes",
      subresource: "proxy",
      name: "n1",
      seconds: 70,
    };
    expect(asked(logOf([], [proxy]), 70)).toBe("yes; ann node-proxy yes");
    expect(asked(logOf([], [{ ...proxy, name: "n2" }]), 70)).toBe("no");
  });

  it("stays open where the pod was never seen, or the log does not cover the time", () => {
    expect(asked(logOf([], [EXEC]), 150)).toMatch(
      /^unknown; ann exec unknown; ann was in pod shop\/web; whether/,
    );
    expect(asked(logOf([OPEN], []), 5000)).toBe(
      "unknown; The audit log does not cover the time of the change.",
    );
    expect(asked(logOf([OPEN], []), -50)).toBe(
      "unknown; The audit log does not cover the time of the change.",
    );
  });
});

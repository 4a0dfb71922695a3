import { CONTROL_PLANE } from "@watertight/core/control-plane";
import { createSnapshot } from "@watertight/core/snapshot";
import { expect, test } from "vitest";
import { connectTo } from "../testing/ask.ts";
import type { FakeServerOptions } from "../testing/fake-answers.ts";
import { type FakeServer, startFakeServer } from "../testing/fake-server.ts";
import {
  CLUSTER_ROLES,
  CONFIG_MAPS,
  DEPLOYMENTS,
  EVENTS,
  NAMESPACES,
  NODES,
  objectOf,
  PODS,
  SECRETS,
  WIDGETS,
} from "../testing/resources.ts";
import { type ReadClusterOptions, readCluster } from "./read-cluster.ts";

async function shop(options: FakeServerOptions = {}): Promise<FakeServer> {
  const resources = [
    ...[PODS, SECRETS, CONFIG_MAPS, NAMESPACES, NODES, EVENTS, DEPLOYMENTS, CLUSTER_ROLES, WIDGETS],
  ];
  const server = await startFakeServer({ resources, ...options });
  const secret = (name: string, namespace: string, type: string) =>
    objectOf(SECRETS, name, { namespace, type, data: { key: "Y2FuYXJ5" } });
  server.put(NAMESPACES, objectOf(NAMESPACES, "shop"), objectOf(NAMESPACES, "bank"));
  server.put(PODS, objectOf(PODS, "web", { namespace: "shop", spec: { containers: [] } }));
  server.put(SECRETS, secret("b", "shop", "kubernetes.io/tls"), secret("a", "bank", "Opaque"));
  server.put(CONFIG_MAPS, objectOf(CONFIG_MAPS, "c", { namespace: "shop", data: { k: "v" } }));
  server.put(EVENTS, objectOf(EVENTS, "e", { namespace: "shop" }));
  server.put(NODES, objectOf(NODES, "n1"));
  server.put(CLUSTER_ROLES, objectOf(CLUSTER_ROLES, "view", { rules: [] }));
  server.put(WIDGETS, objectOf(WIDGETS, "w", { namespace: "shop" }));
  return server;
}

/** What was read, in short. */
async function read(server: FakeServer, options: ReadClusterOptions = {}) {
  const connection = await connectTo(server.url, { clock: { sleep: () => Promise.resolve() } });
  const input = await readCluster(connection, { without: [CONTROL_PLANE], ...options });
  return {
    ...input,
    short: createSnapshot(input).objects.map(
      ({ reference: { kind, namespace = "", name } }) => `${kind} ${namespace}/${name}`,
    ),
    gaps: input.coverage.notExamined.map(
      ({ file, kind, reason }) => `${file === server.url ? "" : file}${kind}: ${reason}`,
    ),
  };
}

const ALL = [
  "ConfigMap shop/c",
  "Namespace /bank",
  "Namespace /shop",
  "Node /n1",
  "Pod shop/web",
  "Secret bank/a",
  "Secret shop/b",
  "ClusterRole /view",
  "Widget shop/w",
];

test("all that engines may read is there, with its origin, and then the snapshot is the whole cluster", async () => {
  const server = await shop({ delay: 2 });
  const steps: string[] = [];
  const { short, gaps, objects, coverage, assumptions, diagnostics } = await read(server, {
    onProgress: (done, total, count) => steps.push(`${done}/${total} ${count}`),
  });
  expect(short).toEqual(ALL);
  expect(gaps).toEqual([]);
  expect(objects[5]).toEqual({
    object: {
      ...{ apiVersion: "v1", kind: "Secret", type: "Opaque" },
      metadata: { uid: "uid-bank/a", name: "a", namespace: "bank", resourceVersion: "105" },
    },
    origin: { from: "server", server: server.url, resourceVersion: "105" },
  });
  expect(coverage).toEqual({
    ...{ files: 0, documents: 0, objects: 9, notExamined: [] },
    unknownKinds: [{ apiVersion: "shop.example.com/v1beta1", kind: "Widget", count: 1 }],
  });
  expect(assumptions).toEqual({
    kubernetesVersion: { value: "v1.34", known: "observed" },
    wholeCluster: { value: true, known: "observed" },
  });
  expect(diagnostics).toEqual([]);
  expect(steps.at(-1)).toBe("8/8 9");
  expect(server.mostLists()).toBe(2);
  expect(server.seen.some(({ path }) => path.endsWith("/events"))).toBe(false);
});

test("what may not be listed is a gap that names the right, and the snapshot is no longer the whole cluster", async () => {
  const forbidden = new Set(["/secrets", "apps/deployments"]);
  const server = await shop({ allows: (_verb, resource) => !forbidden.has(resource) });
  const { short, gaps, assumptions } = await read(server);
  expect(short).toEqual(ALL.filter((line) => !line.startsWith("Secret")));
  expect(gaps).toEqual([
    "not-allowed: secrets cannot be seen: the right to list secrets is missing; rbac-needed prints the role that gives it.",
    "not-allowed: deployments.apps cannot be seen: the right to list deployments.apps is missing; rbac-needed prints the role that gives it.",
  ]);
  expect(assumptions.wholeCluster).toEqual({ value: false, known: "observed" });
  // One refusal tells of all types of Secret.
  expect(server.seen.filter(({ path }) => path === "/api/v1/secrets")).toHaveLength(1);
});

test("so is what does not answer; a kind that has gone since has no objects", async () => {
  const server = await shop({
    down: new Set(["shop.example.com"]),
    fault: ({ path }) => {
      if (path.endsWith("/clusterroles")) return { status: 500 };
      return path.endsWith("/deployments") ? { status: 404 } : undefined;
    },
  });
  const { short, gaps } = await read(server);
  expect(short).toEqual(ALL.slice(0, 7));
  expect(gaps).toEqual([
    "unavailable: Nothing of shop.example.com/v1beta1 can be seen: its API service does not answer.",
    "unavailable: clusterroles.rbac.authorization.k8s.io cannot be seen: the server answers 500: Fault.",
  ]);
});

test("an API service of measurements that is down is missed by nobody", async () => {
  const metrics = { ...PODS, group: "metrics.k8s.io", version: "v1beta1" };
  const server = await startFakeServer({
    resources: [NODES, metrics],
    down: new Set(["metrics.k8s.io"]),
  });
  const { gaps, assumptions } = await read(server);
  expect([gaps, assumptions.wholeCluster.value]).toEqual([[], true]);
});

test("of given namespaces each is listed, besides what is in none; the namespaces themselves are got by name", async () => {
  const server = await shop({
    allows: (verb, resource, namespace) =>
      namespace === "shop" || (verb === "list" && ["/nodes", "/namespaces"].includes(resource)),
  });
  const { short, gaps, assumptions } = await read(server, { namespaces: ["shop"] });
  expect(short).toEqual([
    ...["ConfigMap shop/c", "Namespace /shop", "Node /n1", "Pod shop/web", "Secret shop/b"],
    "Widget shop/w",
  ]);
  expect(gaps).toEqual([
    "not-allowed: clusterroles.rbac.authorization.k8s.io cannot be seen: the right to list clusterroles.rbac.authorization.k8s.io is missing; rbac-needed prints the role that gives it.",
  ]);
  expect(assumptions.wholeCluster).toEqual({ value: false, known: "observed" });
  await expect(read(await shop(), { namespaces: ["shp"] })).rejects.toThrow(
    /^There is no namespace "shp" in http:.*[.]$/,
  );
});

test("no value of a Secret is in what was read", async () => {
  const server = await shop();
  const { objects } = await read(server);
  expect(JSON.stringify(objects)).not.toContain("Y2FuYXJ5");
});

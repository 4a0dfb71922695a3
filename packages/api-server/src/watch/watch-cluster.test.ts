import { setTimeout as wait } from "node:timers/promises";
import { textAt } from "@watertight/core/kubernetes";
import type { NotExamined } from "@watertight/core/snapshot";
import { below, pick, runs, seeded } from "@watertight/core/testing";
import { afterEach, describe, expect, test } from "vitest";
import { connectTo } from "../../testing/ask.ts";
import type { FakeServerOptions } from "../../testing/fake-answers.ts";
import { type FakeServer, startFakeServer } from "../../testing/fake-server.ts";
import {
  DEPLOYMENTS,
  NAMESPACES,
  NODES,
  objectOf,
  PODS,
  SECRETS,
} from "../../testing/resources.ts";
import type { ObjectChange } from "./mirror.ts";
import { watchCluster } from "./watch-cluster.ts";

const RESOURCES = [PODS, SECRETS, DEPLOYMENTS];

let ending = new AbortController();
afterEach(() => {
  ending.abort();
  ending = new AbortController();
});

/** A watch of a server, with what it has told so far. */
async function watching(server: FakeServer, namespaces: readonly string[] = []) {
  const changes: string[] = [];
  const gaps: (readonly NotExamined[])[] = [];
  const state = new Map<string, string>();
  const connection = await connectTo(server.url, {
    limits: { rate: 100_000, silence: 300 },
    // Every pause takes a moment, so that others have their turn.
    clock: { sleep: (_milliseconds, signal) => wait(2, undefined, signal && { signal }) },
  });
  const nameOf = ({ object }: Pick<ObjectChange, "object">): string =>
    `${object.kind} ${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`;
  const versionOf = ({ object }: Pick<ObjectChange, "object">): string =>
    textAt(object, "metadata", "resourceVersion");
  const input = await watchCluster(connection, {
    signal: ending.signal,
    namespaces,
    watchSilence: 300,
    onChange: (change) => {
      changes.push(`${change.type} ${nameOf(change)}`);
      if (change.type === "deleted") state.delete(nameOf(change));
      else state.set(nameOf(change), versionOf(change));
    },
    onGaps: (now) => gaps.push(now),
  });
  for (const entry of input.objects) state.set(nameOf(entry), versionOf(entry));
  return { input, changes, gaps, state };
}

/** What the server has, as `watching` keeps it. */
function stateOf({ store }: FakeServer): Map<string, string> {
  const objects = RESOURCES.flatMap((resource) => [
    ...(store.at(resource, store.version())?.values() ?? []),
  ]);
  return new Map(
    objects.map((object) => [
      `${object.kind} ${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`,
      textAt(object, "metadata", "resourceVersion"),
    ]),
  );
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 2000) throw new Error("It did not come to pass.");
    await wait(5);
  }
}

describe.each([
  ["streamed lists", {}],
  ["a server that refuses to stream them", { streamsLists: false }],
  ["a server before them", { version: "v1.30.1" }],
] as const)("%s", (_name, options: FakeServerOptions) => {
  test("the first picture, then every change once", async () => {
    const server = await startFakeServer({ resources: RESOURCES, ...options });
    server.put(PODS, objectOf(PODS, "a", { namespace: "shop" }));
    server.put(SECRETS, objectOf(SECRETS, "s", { namespace: "shop", type: "kubernetes.io/tls" }));
    const { input, changes } = await watching(server);
    expect(input.objects.map(({ object }) => [object.kind, object["type"]])).toEqual([
      ["Pod", undefined],
      ["Secret", "kubernetes.io/tls"],
    ]);
    expect(input.assumptions.wholeCluster).toEqual({ value: true, known: "observed" });
    server.put(PODS, objectOf(PODS, "b", { namespace: "shop" }));
    server.put(PODS, objectOf(PODS, "a", { namespace: "shop", spec: {} }));
    server.store.remove(PODS, "shop/b");
    await until(() => changes.length >= 3);
    expect(changes).toEqual(["added Pod shop/b", "modified Pod shop/a", "deleted Pod shop/b"]);
  });

  test("after a cut it goes on; where the server has forgotten, what was missed is told", async () => {
    const server = await startFakeServer({ resources: RESOURCES, ...options });
    server.put(PODS, objectOf(PODS, "a", { namespace: "shop" }));
    server.put(PODS, objectOf(PODS, "b", { namespace: "shop" }));
    const { changes } = await watching(server);
    server.cutAll();
    server.put(PODS, objectOf(PODS, "c", { namespace: "shop" }));
    await until(() => changes.length >= 1);
    server.cutAll();
    server.store.remove(PODS, "shop/a");
    server.put(PODS, objectOf(PODS, "b", { namespace: "shop", spec: {} }));
    server.store.compact();
    await until(() => changes.length >= 3);
    expect(changes).toEqual(["added Pod shop/c", "deleted Pod shop/a", "modified Pod shop/b"]);
  });
});

test("a server that falls silent is asked anew", async () => {
  let isSilent = false;
  const server = await startFakeServer({
    resources: [PODS],
    fault: ({ query }) => {
      const stalls = isSilent && query.get("watch") !== null;
      isSilent = false;
      return stalls ? { stall: true } : undefined;
    },
  });
  const { changes } = await watching(server);
  isSilent = true;
  server.cutAll();
  await until(() => !isSilent);
  server.put(PODS, objectOf(PODS, "a", { namespace: "shop" }));
  await until(() => changes.length > 0);
  expect(changes).toEqual(["added Pod shop/a"]);
});

test("what may not be seen is a gap from the beginning, and one that opens or closes later is told", async () => {
  const forbidden = new Set(["/secrets"]);
  const server = await startFakeServer({
    resources: RESOURCES,
    allows: (_verb, resource) => !forbidden.has(resource),
  });
  const { input, gaps, changes } = await watching(server);
  const kinds = (all: readonly NotExamined[]): string[] =>
    all.map(({ reason }) => reason.split(" ")[0] ?? "");
  expect(kinds(input.coverage.notExamined)).toEqual(["secrets"]);
  server.put(SECRETS, objectOf(SECRETS, "s", { namespace: "shop", type: "Opaque" }));
  forbidden.clear();
  await until(() => gaps.length > 0 && changes.length > 0);
  expect(gaps.map(kinds)).toEqual([[]]);
  forbidden.add("/pods");
  server.cutAll();
  await until(() => gaps.length > 1);
  expect(gaps.map(kinds)).toEqual([[], ["pods"]]);
});

test("of given namespaces nothing else is told", async () => {
  const server = await startFakeServer({ resources: [PODS, NAMESPACES, NODES] });
  server.put(NAMESPACES, objectOf(NAMESPACES, "shop"), objectOf(NAMESPACES, "bank"));
  const { input, changes } = await watching(server, ["shop"]);
  expect(input.objects.map(({ object }) => textAt(object, "metadata", "name"))).toEqual(["shop"]);
  server.put(
    PODS,
    objectOf(PODS, "a", { namespace: "bank" }),
    objectOf(PODS, "b", { namespace: "shop" }),
  );
  server.put(NODES, objectOf(NODES, "n"));
  await until(() => changes.length >= 2);
  expect(changes.toSorted()).toEqual(["added Node /n", "added Pod shop/b"]);
});

test("whatever happens to connections and versions, what is known becomes what the server has", async () => {
  const { numRuns } = runs(60);
  for (let seed = 1; seed <= numRuns; seed++) await tryWatch(seed);
});

async function tryWatch(seed: number): Promise<void> {
  const random = seeded(seed);
  let faults = 60;
  const server = await startFakeServer({
    resources: RESOURCES,
    version: random() < 0.5 ? "v1.34.0" : "v1.30.0",
    streamsLists: random() < 0.7,
    fault: ({ path, query }) => {
      if (!/\/v1\/./.test(path) || faults <= 0 || random() < 0.6) return undefined;
      faults -= 1;
      if (query.get("continue") !== null && random() < 0.5) server.expireContinues();
      return pick(random, [
        { cutAfter: below(random, 600) },
        { cutAfter: below(random, 60) },
        { status: 500 },
        { status: 429, retryAfter: 0 },
        { status: 410 },
      ]);
    },
  });
  const change = (): void => {
    const resource = pick(random, RESOURCES);
    const name = `n${below(random, 8)}`;
    if (random() < 0.3) server.store.remove(resource, `shop/${name}`);
    else {
      // A Secret's type never changes, but one of another type may take its place.
      const known = server.store.at(resource, server.store.version())?.get(`shop/${name}`);
      const type = known?.["type"] ?? pick(random, ["Opaque", "kubernetes.io/tls", "own/type"]);
      server.put(resource, objectOf(resource, name, { namespace: "shop", type }));
    }
  };
  for (let count = 0; count < 10; count++) change();
  const { state } = await watching(server);
  for (let count = 0; count < 60; count++) {
    change();
    if (random() < 0.1) server.cutAll();
    if (random() < 0.1) server.store.compact();
    if (random() < 0.3) await wait(below(random, 5));
  }
  const wanted = stateOf(server);
  const lines = (of: ReadonlyMap<string, string>): string =>
    [...of]
      .map((entry) => entry.join(" "))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join("\n");
  const isLike = (): boolean => lines(state) === lines(wanted);
  await until(isLike).catch(() => undefined);
  expect(`${seed}\n${lines(state)}`).toBe(`${seed}\n${lines(wanted)}`);
  ending.abort();
  ending = new AbortController();
}

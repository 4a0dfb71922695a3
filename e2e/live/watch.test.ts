import { readFileSync } from "node:fs";
import { readCluster, watchCluster } from "@watertight/api-server";
import { type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import { below, pick, seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { withConnection } from "./connection.ts";
import { extent, MINORS, seedOf } from "./extent.ts";
import { type FaultyProxy, startFaultyProxy } from "./faulty-proxy.ts";
import { create, mustCreate, namespace, pathOf } from "./objects.ts";

const SEED = seedOf(20_261_134);
const CHANGES = extent(5000, 20_000);
/** Made at the same time, each of another object. */
const AT_ONCE = 10;
const SPACES = ["a", "b", "c"];
/** Without a cache a server has forgotten what etcd has compacted, so that whoever was away has to list anew. */
const FORGETFUL = ["--etcd-compaction-interval=1s", "--watch-cache-sizes=configmaps#0,secrets#0"];

describe.each(MINORS)("a watch of Kubernetes %s", needing(CONTROL_PLANE), (version) => {
  let plane: ControlPlane;
  let proxy: FaultyProxy;
  beforeAll(async () => {
    plane = await startControlPlane({ version, apiServerFlags: FORGETFUL });
    for (const name of SPACES) await mustCreate(plane.ask, namespace(name));
    const authority = readFileSync(plane.certs.authority, "utf8");
    proxy = await startFaultyProxy({ url: plane.url, authority }, () => undefined);
  });
  afterAll(async () => {
    await proxy.close();
    await plane.stop();
  });

  test(`misses none of ${CHANGES} changes, though it is cut off again and again (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const ending = new AbortController();
    const state = new Map<string, string>();
    const seen = { added: 0, modified: 0, deleted: 0, wrong: 0, cuts: 0, relists: 0 };
    const kubeconfig = plane.kubeconfigOf(
      "watch",
      { token: plane.tokens.get("admin") ?? "" },
      proxy.url,
    );
    await withConnection(kubeconfig, async (connection) => {
      const input = await watchCluster(connection, {
        signal: ending.signal,
        onGaps: () => undefined,
        onChange: ({ type, object }) => {
          const key = keyOf(object);
          // Each is told as what it is.
          if ((type === "added") === state.has(key)) seen.wrong += 1;
          seen[type] += 1;
          if (type === "deleted") state.delete(key);
          else state.set(key, versionOf(object));
        },
      });
      for (const { object } of input.objects) state.set(keyOf(object), versionOf(object));
      const before = lists(proxy);
      for (let change = 0; change < CHANGES; change += AT_ONCE) {
        const changes = Array.from({ length: AT_ONCE }, (_, index) => drawn(random, index));
        await Promise.all(changes.map((each) => makeChange(plane.ask, each)));
        if (change % 500 !== 490) continue;
        seen.cuts += 1;
        // Half of the cuts last until the server has forgotten.
        await Promise.all([
          proxy.cut(seen.cuts % 2 === 0 ? 0 : 3500),
          ...Array.from({ length: AT_ONCE }, (_, index) =>
            makeChange(plane.ask, drawn(random, index)),
          ),
        ]);
      }
      const isSame = async (): Promise<boolean> => sameAs(state, await stateOf(plane));
      // Where it does not come to pass, the difference tells more.
      await until("the watch shows what there is", isSame).catch(() => undefined);
      expect(linesOf(state)).toEqual(linesOf(await stateOf(plane)));
      seen.relists = lists(proxy) - before;
      ending.abort();
    });
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(seen)}\n`);
    expect(seen.wrong).toBe(0);
    expect(seen.relists).toBeGreaterThan(0);
    expect(seen.added + seen.modified + seen.deleted).toBeGreaterThan(CHANGES / 2);
  });
});

/** Lists, as a stream or in pages, of what is changed. */
function lists({ asked }: FaultyProxy): number {
  return asked(
    (path) =>
      /configmaps|secrets/.test(path) &&
      (!path.includes("watch=1") || path.includes("sendInitialEvents")),
  );
}

interface Change {
  readonly how: "create" | "delete" | "replace" | "update";
  readonly object: KubernetesObject;
}

const TYPES = ["Opaque", "kubernetes.io/basic-auth", "shop.example/own"];

/** A change of one of a few objects; that of another place in the row is of another object. */
function drawn(random: () => number, place: number): Change {
  const kind = pick(random, ["ConfigMap", "Secret"]);
  const name = `object-${place}-${below(random, 6)}`;
  const metadata = { name, namespace: pick(random, SPACES), labels: { at: String(random()) } };
  const type = kind === "Secret" ? { type: pick(random, TYPES) } : {};
  const stringData = kind === "Secret" ? { stringData: { username: "u", password: "p" } } : {};
  return {
    how: pick(random, ["create", "update", "update", "delete", "replace"]),
    object: { apiVersion: "v1", kind, metadata, ...type, ...stringData },
  };
}

/** What is there already is not created, and what is not there not deleted. */
async function makeChange(ask: Ask, { how, object }: Change): Promise<void> {
  if (how === "delete" || how === "replace") await ask("DELETE", pathOf(object));
  if (how === "update") {
    await ask("PATCH", pathOf(object), {
      metadata: { labels: { at: textAt(object, "metadata", "labels", "at") } },
    });
  }
  if (how === "create" || how === "replace") await create(ask, object);
}

/** What the server has, read without the proxy. */
async function stateOf({ kubeconfig }: ControlPlane): Promise<ReadonlyMap<string, string>> {
  const { objects } = await withConnection(kubeconfig, (connection) => readCluster(connection));
  // What is seen of the API server itself is no object of it, and not watched.
  const stored = objects.filter(({ object }) => versionOf(object) !== "");
  return new Map(stored.map(({ object }) => [keyOf(object), versionOf(object)]));
}

function linesOf(state: ReadonlyMap<string, string>): readonly string[] {
  return [...state].map(([key, version]) => `${key} ${version}`).sort();
}

function sameAs(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, version]) => b.get(key) === version);
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind} ${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`;
}

function versionOf(object: KubernetesObject): string {
  return textAt(object, "metadata", "resourceVersion");
}

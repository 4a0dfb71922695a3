import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClusterFailure, type Connection, readCluster } from "@watertight/api-server";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { textAt } from "@watertight/core/kubernetes";
import { pick, seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CONTROL_PLANE, createAsk, until } from "../control-plane/index.ts";
import { withConnection } from "./connection.ts";
import { seedOf } from "./extent.ts";
import { type Choose, type Fault, startFaultyProxy } from "./faulty-proxy.ts";
import { inParallel } from "./in-parallel.ts";
import { mustCreate } from "./objects.ts";
import { type LiveShop, startShop } from "./shop.ts";

const SEED = seedOf(20_261_133);
const FACTS_GROUP = "facts.watertight.dev/";
/** Milliseconds without a byte: more than a busy machine takes to answer. */
const SILENCE = 1500;
/** Lists at one time, so that those that hang do so together. */
const TOGETHER = 40;

describe("a server behind a bad line", needing(CONTROL_PLANE), () => {
  let shop: LiveShop;
  let all: string;
  beforeAll(async () => {
    shop = await startShop("alone");
    // Three pages.
    const many = Array.from(
      { length: 1200 },
      (_, index): KubernetesObject => ({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: `many-${index}`, namespace: "default" },
        data: { text: "x".repeat(500) },
      }),
    );
    await inParallel(many, (object) => mustCreate(shop.plane.ask, object));
    all = await withConnection(shop.plane.kubeconfig, read);
  });
  afterAll(() => shop.stop());

  /** A kubeconfig of a proxy that does this. */
  const through = async (choose: Choose) => {
    const authority = readFileSync(shop.plane.certs.authority, "utf8");
    const proxy = await startFaultyProxy({ url: shop.plane.url, authority }, choose);
    onTestFinished(proxy.close);
    const token = shop.plane.tokens.get("admin") ?? "";
    const kubeconfig = shop.plane.kubeconfigOf("proxy", { token }, proxy.url);
    return { kubeconfig, proxy };
  };

  const once: readonly Fault[] = ["hang", "reset", "stall", "cut", "half", 429, 500];

  test.each(once)("%s: whatever happens once to each request, all is read", async (fault) => {
    const { kubeconfig, proxy } = await through((_, times) => (times === 0 ? fault : undefined));
    expect(await withConnection(kubeconfig, read, { silence: SILENCE, lists: TOGETHER })).toBe(all);
    expect(proxy.done.get(fault)).toBeGreaterThan(50);
  });

  test("pages that the server has forgotten are begun anew, and at last asked for in one piece", async () => {
    const { kubeconfig, proxy } = await through((path) =>
      path.includes("continue=") ? 410 : undefined,
    );
    expect(await withConnection(kubeconfig, read)).toBe(all);
    expect(proxy.done.get(410)).toBe(3);
  });

  test(`anything at any time (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const { kubeconfig, proxy } = await through((_, times) =>
      times < 3 && random() < 0.4 ? pick(random, [...once, 503]) : undefined,
    );
    expect(await withConnection(kubeconfig, read, { silence: SILENCE, lists: TOGETHER })).toBe(all);
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(Object.fromEntries(proxy.done))}\n`);
  });

  test("what fails again and again is told, and the rest is read", async () => {
    const { kubeconfig } = await through((path) =>
      path.includes("/networkpolicies") ? 500 : undefined,
    );
    const { status, stdout, stderr } = await shop.watertight(
      ["objects", "--cluster", "--request-rate", "10000"],
      kubeconfig,
    );
    expect(status).toBe(3);
    expect(stderr).toContain(
      "networkpolicies.networking.k8s.io cannot be seen: the server answers 500: the proxy says so.",
    );
    expect(stdout.split("\n").length).toBeGreaterThan(1300);
  });

  test("a server that hangs is told of in a sentence, and nobody waits for ever", async () => {
    const { kubeconfig } = await through(() => "hang");
    const failure = await withConnection(kubeconfig, read, { silence: SILENCE }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ClusterFailure);
    expect((failure as Error).message).toMatch(
      /^http:.* cannot be read: it does not answer: is a VPN or a proxy needed[?]$/,
    );
  });

  test("a token that is renewed in its file while the old one ends is read again", async () => {
    const { ask, url, certs, folder, kubeconfigOf } = shop.plane;
    const metadata = { name: "rotated", namespace: "default" };
    await mustCreate(ask, { apiVersion: "v1", kind: "ServiceAccount", metadata });
    await mustCreate(ask, { apiVersion: "v1", kind: "Secret", metadata });
    const request = async (bound: boolean): Promise<string> => {
      const boundObjectRef = { apiVersion: "v1", kind: "Secret", name: "rotated" };
      const kind = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest" };
      const path = "/api/v1/namespaces/default/serviceaccounts/rotated/token";
      const { json } = await ask("POST", path, { ...kind, spec: bound ? { boundObjectRef } : {} });
      return textAt(json, "status", "token");
    };
    const [first, second] = [await request(true), await request(false)];
    const file = join(folder, "token");
    writeFileSync(file, first);
    const kubeconfig = kubeconfigOf("rotated", { token: "" });
    const text = readFileSync(kubeconfig, "utf8");
    writeFileSync(kubeconfig, text.replace('"token":""', `"tokenFile":${JSON.stringify(file)}`));
    const old = createAsk(
      { url, authority: readFileSync(certs.authority, "utf8") },
      { token: first },
    );
    const versions = await withConnection(kubeconfig, async (connection) => {
      const before = await version(connection);
      writeFileSync(file, second);
      await ask("DELETE", "/api/v1/namespaces/default/secrets/rotated");
      await until(
        "the old token has ended",
        async () => (await old("GET", "/version")).status === 401,
      );
      return [before, await version(connection)];
    });
    old.close();
    expect(versions).toEqual(["200", "200"]);
  });
});

async function read(connection: Connection): Promise<string> {
  const { objects, coverage } = await readCluster(connection);
  expect(coverage.notExamined).toEqual([]);
  // What is seen of the API server itself has its address, which is another behind the line.
  const stored = objects.filter(({ object }) => !object.apiVersion.startsWith(FACTS_GROUP));
  return JSON.stringify(stored.map(({ object }) => object));
}

async function version(connection: Connection): Promise<string> {
  const answer = await connection.ask({
    path: "/version",
    read: (got) => {
      got.resume();
      return Promise.resolve(String(got.statusCode));
    },
  });
  return "value" in answer ? answer.value : String(answer.refusal.status);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCluster } from "@watertight/core/cluster";
import { isKubernetesObject, type JsonValue } from "@watertight/core/kubernetes";
import {
  type Connection,
  canReach,
  connectionsOf,
  createNetworkAnalysis,
  isProtocol,
  type NetworkSettings,
} from "@watertight/core/network";
import type { Snapshot } from "@watertight/core/snapshot";
import { seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import { compareWithPackets } from "../packages/core/testing/network/compare.ts";
import { FAMILIES, randomClusterOf } from "../packages/core/testing/network/random-plugin.ts";
import { needing } from "./needs.ts";
import { CONNECTIVITY_DIFFERENCES } from "./network-differences.ts";
import { readFiles } from "./reading.ts";
import { suite } from "./suites.ts";

const SUITE = suite("network");

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowed: boolean;
}

interface ConnectivityCase {
  readonly id: string;
  readonly dir: string;
  /** Only connections of one port are listed, without ports: `udp-52`. */
  readonly only_conn: string | null;
  readonly non_rows: readonly string[];
  readonly connections: readonly {
    readonly src: string;
    readonly dst: string;
    readonly conn: string;
  }[];
}

describe("Kubernetes' own truth tables", needing(SUITE), () => {
  const folder = join(SUITE.path, "kubernetes-e2e");
  const cases = SUITE.isHere ? readdirSync(folder).sort() : [];

  test("are all there", () => {
    expect(cases).toHaveLength(24);
  });

  test.each(cases)("%s", (name) => {
    const { flows } = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as {
      flows: readonly Flow[];
    };
    const objects = loadAll(readFileSync(join(folder, name, "manifests.yaml"), "utf8"));
    const snapshot = wholeSnapshotOf(
      (objects as JsonValue[]).flatMap((object) => (isKubernetesObject(object) ? [object] : [])),
    );
    const analysis = createNetworkAnalysis(snapshot);
    const answers = flows.map((flow) => {
      const verdict = canReach(questionOf(flow), analysis);
      return { ...flow, allowed: "found" in verdict ? verdict.found.verdict : verdict.problem };
    });
    expect(flows).not.toEqual([]);
    expect(answers).toEqual(
      flows.map((flow) => ({ ...flow, allowed: flow.allowed ? "yes" : "no" })),
    );
  });
});

function questionOf({ from, to, port, protocol }: Flow): Parameters<typeof canReach>[0] {
  if (!isProtocol(protocol)) throw new Error(`no protocol: ${protocol}`);
  return { from: { pod: nameOf(from) }, to: { pod: nameOf(to) }, port, protocol };
}

function nameOf(text: string): { readonly namespace: string; readonly name: string } {
  const [namespace = "", name = ""] = text.split("/");
  return { namespace, name };
}

describe("np-guard's connectivity", needing(SUITE), () => {
  const cases = SUITE.isHere
    ? (JSON.parse(
        readFileSync(join(SUITE.path, "connectivity.json"), "utf8"),
      ) as ConnectivityCase[])
    : [];

  test("is all there", () => {
    expect(cases).toHaveLength(64);
    const ids = cases.map(({ id }) => id);
    expect([...CONNECTIVITY_DIFFERENCES.keys()].filter((id) => !ids.includes(id))).toEqual([]);
  });

  test.each(cases)("$id", async ({ id, dir, only_conn, connections, non_rows }) => {
    const snapshot = await snapshotOf(join(SUITE.path, "connectivity", dir));
    const { connections: given } = connectionsOf(createNetworkAnalysis(snapshot, AS_UPSTREAM));
    const expected =
      only_conn === null
        ? connections.map(({ src, dst, conn }) => `${src} => ${dst} : ${conn}`)
        : non_rows.filter((row) => row.includes("=>"));
    const ours =
      only_conn === null ? given.map(rowOf) : given.flatMap((each) => rowWith(only_conn, each));
    // Upstream lists a connection once for each network that allows it.
    const wanted = [...new Set(expected.map(withoutNetwork))].sort();
    if (CONNECTIVITY_DIFFERENCES.has(id)) expect(ours.toSorted()).not.toEqual(wanted);
    else expect(ours.toSorted()).toEqual(wanted);
  });

  test("with the IPv6 rows left out, the case that names IPv6 networks agrees", async () => {
    const found = cases.find(({ id }) => id === "anp_banp_test_multiple_warnings");
    const snapshot = await snapshotOf(join(SUITE.path, "connectivity", found?.dir ?? ""));
    const { connections } = connectionsOf(createNetworkAnalysis(snapshot, AS_UPSTREAM));
    const ipv4 = connections.map(rowOf).filter((row) => !row.includes("::"));
    expect(ipv4.toSorted()).toEqual(
      found?.connections.map(({ src, dst, conn }) => `${src} => ${dst} : ${conn}`).sort(),
    );
  });
});

// As upstream has it: ranges of addresses match no pods.
const AS_UPSTREAM: NetworkSettings = { ipBlocksMatchPods: false };

/** Upstream's tool takes what names no namespace to be in `default`. */
async function snapshotOf(path: string): Promise<Snapshot> {
  const read = await readFiles([path], { workingDirectory: "/" });
  return createCluster(read, { namespace: "default" }).snapshot;
}

function rowOf({ src, dst, ports }: Connection): string {
  return `${src.name} => ${dst.name} : ${connectionText(ports)}`;
}

function connectionText(ports: Connection["ports"]): string {
  if (ports === "all") return "All Connections";
  return ["SCTP", "TCP", "UDP"]
    .flatMap((protocol) => {
      const ranges = ports.filter((range) => range.protocol === protocol);
      return ranges.length > 0 ? [`${protocol} ${ranges.map(rangeText).join(",")}`] : [];
    })
    .join(",");
}

function rangeText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function rowWith(only: string, { src, dst, ports }: Connection): string[] {
  const [protocol = "", port = ""] = only.split("-");
  const has =
    ports === "all" ||
    ports.some(
      (range) =>
        range.protocol.toLowerCase() === protocol &&
        range.from <= Number(port) &&
        Number(port) <= range.to,
    );
  return has ? [`${src.name} => ${dst.name}`] : [];
}

// Upstream marks namespaces whose pods have a network of their own; we name all alike.
function withoutNetwork(row: string): string {
  return row.replaceAll("[udn]/", "/");
}

describe("random clusters", () => {
  test.each(FAMILIES)("are judged as packet by packet, 70,000 questions each: %s", (family) => {
    let questions = 0;
    const verdicts = new Set<string>();
    for (let seed = 1; questions < 70_000; seed++) {
      const cluster = randomClusterOf(family, seeded(seed));
      const comparison = compareWithPackets(cluster, seed % 2 === 0 ? "v1alpha1" : "v1alpha2");
      questions += comparison.questions;
      for (const verdict of comparison.verdicts) verdicts.add(verdict);
      expect({ seed, differences: comparison.differences }).toEqual({ seed, differences: [] });
    }
    // What Kubernetes itself says is always known; a plugin's policies hold what no question says.
    const expected = family === "kubernetes" ? ["no", "yes"] : ["no", "unknown", "yes"];
    expect([...verdicts].sort()).toEqual(expected);
  });
});

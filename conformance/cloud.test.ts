import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInChecks } from "@watertight/core/checks";
import { cloudFactsOf } from "@watertight/core/cloud";
import { createCluster } from "@watertight/core/cluster";
import { isKubernetesObject, type JsonValue } from "@watertight/core/kubernetes";
import { scan } from "@watertight/core/scan";
import type { FactDocument } from "@watertight/core/snapshot";
import { snapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

/*
 * Kubescape's own cases on what is known of a cluster beside its objects: the network plug-ins that its scanner saw, and descriptions
 * of clouds. A rule of it is held against one check of ours; a rule without one fails, so that new cases are not left out.
 */

const NODES = suite("nodes");

/** Inputs of these cases are what a node has, which another test reads. */
const OF_NODES = /^(?:kubelet|anonymous-requests|if-proxy|ensure-that-the)/;

const CHECK_OF_RULE: Readonly<Record<string, string>> = {
  "ensure-network-policy-is-enabled-eks": "cloud-network-policy-off",
};

const checks = new Map(builtInChecks().map((check) => [check.id, check]));

it("agrees with Kubescape's cases on clouds", needing(NODES), () => {
  const counts = { fail: 0, pass: 0 };
  for (const folder of readdirSync(NODES.path).sort()) {
    const [, rule = "", , title] = folder.split("__");
    if (title === undefined || OF_NODES.test(rule)) continue;
    const check = checks.get(CHECK_OF_RULE[rule] ?? "");
    expect([folder, check?.id]).toEqual([folder, CHECK_OF_RULE[rule] ?? "a check of ours"]);
    if (!check) continue;
    const expected = jsonAt(folder, "expected.json") as readonly unknown[];
    const found = Array.from(scan(createCluster(snapshotIn(folder)), [check]));
    expect([folder, found.length > 0]).toEqual([folder, expected.length > 0]);
    counts[expected.length > 0 ? "fail" : "pass"] += 1;
  }
  console.log(
    `Kubescape's cases on clouds: ${counts.fail} that fail and ${counts.pass} that pass.`,
  );
  expect(Math.min(counts.fail, counts.pass)).toBeGreaterThan(0);
});

function jsonAt(...path: readonly string[]): JsonValue {
  return JSON.parse(readFileSync(join(NODES.path, ...path), "utf8")) as JsonValue;
}

function snapshotIn(folder: string): ReturnType<typeof snapshotOf> {
  const values = readdirSync(join(NODES.path, folder, "input")).map((file) =>
    jsonAt(folder, "input", file),
  );
  const snapshot = snapshotOf(values.filter(isKubernetesObject));
  return snapshot.with({ added: cloudFactsOf(values.map(documentOf), snapshot) });
}

function documentOf(value: JsonValue): FactDocument {
  const location = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  return {
    value,
    origin: { from: "file", file: "a", document: 1, line: 1 },
    locate: () => location,
  };
}

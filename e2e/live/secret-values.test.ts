import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { ROOT } from "../../conformance/suites.ts";
import { CONTROL_PLANE } from "../control-plane/index.ts";
import { type LiveShop, listOf, startShop } from "./shop.ts";

const SECRETS = 60;
const TYPES = ["Opaque", "kubernetes.io/basic-auth", "shop.example/own", "helm.sh/release.v1"];

/** What is searched for: in plain and as base64, which has three forms by where in a text it stands. */
function formsOf(canary: string): readonly string[] {
  const shifted = ["", "x", "xx"].map((before) => {
    const text = Buffer.from(`${before}${canary}`).toString("base64");
    return text.slice(before.length === 0 ? 0 : 4, -4);
  });
  return [canary, ...shifted];
}

const VERBS = [
  "scan -o json --exit-zero",
  "scan --exit-zero",
  "objects",
  "access escalate -o json",
  "snapshot -o kept.snapshot",
];

describe("the values of Secrets", needing(CONTROL_PLANE), () => {
  let shop: LiveShop;
  const canaries = Array.from(
    { length: SECRETS },
    (_, index) => `canary${index}zwitschert${index * 7919}laut`,
  );
  beforeAll(async () => {
    shop = await startShop("alone");
    // Applied, so that they are in an annotation too, once more as JSON in JSON.
    writeFileSync(join(shop.folder, "secrets.json"), listOf(canaries.map(secretWith)));
    shop.kubectl(["apply", "-f", "secrets.json"]);
    shop.kubectl([
      "annotate",
      "secret",
      "secret-0",
      `example.com/copy={"password":"${canaries[0]}"}`,
    ]);
  });
  afterAll(() => shop.stop());

  test("are where they are looked for, or the search would mean nothing", () => {
    // In the data and in the annotation.
    const text = shop.kubectl(["get", "secrets", "-A", "-o", "json"]);
    expect(canaries.filter((canary) => timesIn(text, canary) < 2)).toEqual([]);
  });

  test.each(VERBS)("are in no output, no file and no heap: %s", (line) => {
    const memory = join(shop.folder, `memory-${line.replaceAll(/\W+/g, "-")}`);
    mkdirSync(memory);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...["--import", join(import.meta.dirname, "remember.mjs")],
        ...[join(ROOT, "packages/cli/bin/watertight.mjs"), ...line.split(" ")],
        ...(line.startsWith("snapshot") ? [] : ["--cluster"]),
        ...["--request-rate", "10000"],
      ],
      {
        cwd: memory,
        env: {
          PATH: process.env["PATH"],
          HOME: memory,
          KUBECONFIG: shop.plane.kubeconfig,
          WATERTIGHT_MEMORY: memory,
          NO_COLOR: "1",
        },
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      },
    );
    expect([0, 1]).toContain(status);
    const files = readdirSync(memory).map((name) => textOf(join(memory, name)));
    expect(files.some((text) => text.length > 1_000_000)).toBe(true);
    // It saw them.
    if (line === "objects") expect(stdout).toContain("secret-0");
    for (const text of [stdout, stderr, ...files]) {
      expect(canaries.filter((canary) => timesIn(text, canary) > 0)).toEqual([]);
    }
  });
});

function timesIn(text: string, canary: string): number {
  const times = formsOf(canary).map((form) => text.split(form).length - 1);
  return times.reduce((sum, each) => sum + each);
}

/** A file; of a snapshot what is compressed in it. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  if (!path.endsWith(".snapshot")) return bytes.toString("latin1");
  return gunzipSync(bytes.subarray(bytes.indexOf("\n") + 1)).toString("latin1");
}

function secretWith(canary: string, index: number): KubernetesObject {
  const type = TYPES[index % TYPES.length] ?? "";
  const data = { password: Buffer.from(canary).toString("base64"), username: "YQ==" };
  const stringData = { config: `{"password": "${canary}", "long": "${"x".repeat(400)}"}` };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: `secret-${index}`, namespace: "default" },
    type,
    ...(index % 2 === 0 ? { data } : { data: { username: "YQ==", password: "YQ==" }, stringData }),
  };
}

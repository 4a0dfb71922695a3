import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@watertight/core";
import { builtInChecks } from "@watertight/core";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { fixAndScan, temporaryFolder } from "./fix-and-scan.ts";
import { randomPod } from "./random-pods.ts";
import { pick, seeded } from "./seeded.ts";

const DOCUMENTS = 10_000;
const BATCH = 500;
const ids = builtInChecks().map(({ id }) => id);

test("ten thousand random documents, in whatever style, have after their fixes what the report foresees", async () => {
  let fixed = 0;
  for (let first = 0; first < DOCUMENTS; first += BATCH) {
    const folder = temporaryFolder();
    const texts = Array.from({ length: BATCH }, (_, index) => documentText(first + index));
    mkdirSync(join(folder, "files"));
    writeFileSync(join(folder, "files/random.yaml"), texts.join("---\n"));
    fixed += (await fixAndScan(folder)).summary["fixed"] ?? 0;
  }
  expect(fixed).toBeGreaterThan(50_000);
}, 300_000);

/** A workload as YAML: some collections in braces, comments here and there. */
function documentText(seed: number): string {
  const random = seeded(seed);
  const text = stringify(workload(`web-${seed}`, random), {
    version: "1.1",
    indentSeq: random() < 0.5,
    collectionStyle: random() < 0.15 ? "flow" : "any",
  });
  return text
    .split("\n")
    .map((line) =>
      random() < 0.1 && /\S/.test(line) && !/["|>\\]/.test(line)
        ? `${line} # ${Math.floor(random() * 99)}`
        : line,
    )
    .join("\n");
}

/** Some have no name, some are of API groups of the past, and some accept what is wrong with them. */
function workload(name: string, random: () => number): JsonObject {
  const { spec = {} } = randomPod(random);
  const ignored = `${pick(random, ids)}, ${pick(random, ids)}@a`;
  const annotations = {
    "watertight.dev/ignore": ignored,
    "watertight.dev/ignore-reason": "it has to",
  };
  const metadata = {
    ...(random() < 0.03 ? {} : { name }),
    ...(random() < 0.1 ? { annotations } : {}),
  };
  const [apiVersion, kind] = pick(random, KINDS);
  const template = { metadata: { labels: { app: name } }, spec };
  if (kind === "Pod") return { apiVersion, kind, metadata, spec };
  if (kind === "CronJob") {
    const jobTemplate = { spec: { template } };
    return { apiVersion, kind, metadata, spec: { schedule: "0 3 * * *", jobTemplate } };
  }
  const selector = { matchLabels: { app: name } };
  return { apiVersion, kind, metadata, spec: { selector, template } };
}

const KINDS = [
  ["v1", "Pod"],
  ["v1", "Pod"],
  ["apps/v1", "Deployment"],
  ["extensions/v1beta1", "DaemonSet"],
  ["batch/v1beta1", "CronJob"],
] as const;

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtInChecks } from "@watertight/core/checks";
import type { JsonObject } from "@watertight/core/kubernetes";
import { below, pick, seeded } from "@watertight/core/testing";
import { test } from "vitest";
import { stringify } from "yaml";
import { fixAndScan, temporaryFolder } from "./fix-and-scan.ts";
import { randomSmallPod } from "./random-pods.ts";

const DOCUMENTS = 10_000;
const BATCH = 500;
const ids = builtInChecks().map(({ id }) => id);

test("ten thousand random documents, in whatever style, have after their fixes what the report foresees", async () => {
  for (let first = 0; first < DOCUMENTS; first += BATCH) {
    const folder = temporaryFolder();
    const texts = Array.from({ length: BATCH }, (_, index) => documentText(first + index));
    mkdirSync(join(folder, "files"));
    writeFileSync(join(folder, "files/random.yaml"), texts.join("---\n"));
    await fixAndScan(folder);
  }
});

/** An object as YAML: some collections in braces, comments here and there. */
function documentText(seed: number): string {
  const random = seeded(seed);
  const text = stringify(randomObject(`web-${seed}`, random), {
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

/** Some have no name, some are of API versions of the past, and some accept what is wrong with them. */
function randomObject(name: string, random: () => number): JsonObject {
  const annotations = {
    "watertight.dev/ignore": `${pick(random, ids)}, ${pick(random, ids)}@a`,
    "watertight.dev/ignore-reason": "it has to",
  };
  const metadata = {
    ...(random() < 0.03 ? {} : { name }),
    ...(random() < 0.1 ? { annotations } : {}),
  };
  if (random() < 0.6) return pick(random, OTHERS)(metadata, random);
  const [apiVersion, kind] = pick(random, KINDS);
  const { spec = {} } = randomSmallPod(random);
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

const LEVELS = ["privileged", "baseline", "restricted", "none"];
const OTHERS: readonly ((metadata: JsonObject, random: () => number) => JsonObject)[] = [
  (metadata, random) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      ...metadata,
      labels: {
        "pod-security.kubernetes.io/enforce": pick(random, LEVELS),
        "pod-security.kubernetes.io/enforce-version": pick(random, ["latest", "v1.25"]),
        ...(random() < 0.5 ? { "pod-security.kubernetes.io/warn": pick(random, LEVELS) } : {}),
      },
    },
  }),
  (metadata, random) => ({
    apiVersion: `admissionregistration.k8s.io/${pick(random, ["v1", "v1beta1"])}`,
    kind: "ValidatingWebhookConfiguration",
    metadata,
    webhooks: ["a.example", "b.example"].map((name) => ({
      name,
      failurePolicy: pick(random, ["Fail", "Ignore"]),
      matchPolicy: pick(random, ["Exact", "Equivalent"]),
      timeoutSeconds: pick(random, [1, 5, 30]),
      rules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }],
    })),
  }),
  (metadata, random) => ({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata,
    spec: {
      scaleTargetRef: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        name: `web-${below(random, 9)}`,
      },
      minReplicas: below(random, 3),
      maxReplicas: below(random, 3),
    },
  }),
  (metadata, random) => ({
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata,
    spec: {
      maxUnavailable: below(random, 2),
      selector: { matchLabels: { app: `web-${below(random, 500)}` } },
    },
  }),
];

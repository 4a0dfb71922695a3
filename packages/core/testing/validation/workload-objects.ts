import { isJsonObject, type JsonObject, type JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { podTemplate } from "./pod-objects.ts";
import { pick, type Random, some } from "./random.ts";
import { metadata } from "./shared-parts.ts";

const KINDS = [
  ...["apps/v1 Deployment", "apps/v1 ReplicaSet", "apps/v1 StatefulSet", "apps/v1 DaemonSet"],
  ...["batch/v1 Job", "batch/v1 CronJob", "v1 ReplicationController"],
] as const;

/** A valid workload of any kind. */
export function randomWorkload(random: Random): KubernetesObject {
  const [apiVersion = "", kind = ""] = pick(random, KINDS).split(" ");
  return { apiVersion, kind, metadata: metadata(random, true), spec: specOf(random, kind) };
}

function specOf(random: Random, kind: string): JsonObject {
  if (kind === "Job") return jobSpec(random);
  if (kind === "CronJob") return cronJobSpec(random);
  const template = templateWith(random, random() < 0.2 ? "Always" : undefined);
  if (kind === "ReplicationController") {
    return {
      template,
      ...some(random, 0.5, { selector: () => ({ app: "web" }), replicas: () => 2 }),
    };
  }
  return {
    selector: random() < 0.5 ? { matchLabels: { app: "web" } } : labelSelectorFor(random),
    template,
    ...some(random, 0.2, {
      replicas: () => 2,
      minReadySeconds: () => 5,
      revisionHistoryLimit: () => 3,
    }),
    ...(OF_KIND[kind]?.(random) ?? {}),
  };
}

function labelSelectorFor(random: Random): JsonValue {
  return {
    matchLabels: { app: "web" },
    ...some(random, 0.5, {
      matchExpressions: () => [
        { key: "app", operator: "In", values: ["web", "db"] },
        { key: "tier", operator: "Exists" },
      ],
    }),
  };
}

const OF_KIND: Readonly<Record<string, (random: Random) => JsonObject>> = {
  Deployment: (random) =>
    some(random, 0.3, {
      strategy: () =>
        pick<JsonValue>(random, [
          { type: "Recreate" },
          { type: "RollingUpdate", rollingUpdate: { maxSurge: "30%", maxUnavailable: 1 } },
          { rollingUpdate: { maxSurge: 0 } },
        ]),
      progressDeadlineSeconds: () => 100,
    }),
  DaemonSet: (random) =>
    some(random, 0.3, {
      updateStrategy: () =>
        pick<JsonValue>(random, [
          { type: "OnDelete" },
          { type: "RollingUpdate", rollingUpdate: { maxSurge: "30%", maxUnavailable: 0 } },
          { rollingUpdate: { maxUnavailable: "10%" } },
        ]),
    }),
  StatefulSet: (random) =>
    some(random, 0.3, {
      serviceName: () => "web",
      podManagementPolicy: () => "Parallel",
      ordinals: () => ({ start: 1 }),
      updateStrategy: () =>
        pick<JsonValue>(random, [
          { type: "OnDelete" },
          { type: "RollingUpdate", rollingUpdate: { partition: 1 } },
        ]),
      persistentVolumeClaimRetentionPolicy: () => ({ whenDeleted: "Delete" }),
      volumeClaimTemplates: () => [
        {
          metadata: { name: pick(random, ["data", "store"]) },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      ],
    }),
};

function templateWith(random: Random, restartPolicy: string | undefined): JsonObject {
  const { metadata: meta = {}, spec = {} } = podTemplate(random);
  const { restartPolicy: _, ...rest } = isJsonObject(spec) ? spec : {};
  return {
    metadata: meta,
    spec: { ...rest, ...(restartPolicy !== undefined && { restartPolicy }) },
  };
}

function jobSpec(random: Random): JsonObject {
  const isIndexed = random() < 0.4;
  const hasFailurePolicy = random() < 0.3;
  return {
    template: templateWith(
      random,
      hasFailurePolicy ? "Never" : pick(random, ["Never", "OnFailure"]),
    ),
    ...(isIndexed
      ? indexed(random)
      : some(random, 0.3, { completions: () => 2, parallelism: () => 3 })),
    ...some(random, 0.15, {
      backoffLimit: () => 3,
      activeDeadlineSeconds: () => 60,
      ttlSecondsAfterFinished: () => 60,
      managedBy: () => "example.com/manager",
      suspend: () => true,
    }),
    ...(hasFailurePolicy && {
      podFailurePolicy: {
        rules: [
          { action: "Ignore", onPodConditions: [{ type: "DisruptionTarget" }] },
          {
            action: "FailJob",
            onExitCodes: { containerName: "main", operator: "In", values: [1, 5] },
          },
        ],
      },
    }),
    ...(random() < 0.15 && { manualSelector: true, selector: labelSelectorFor(random) }),
  };
}

function indexed(random: Random): JsonObject {
  return {
    completionMode: "Indexed",
    completions: pick(random, [3, 5, 100_001]),
    ...some(random, 0.3, {
      parallelism: () => 3,
      successPolicy: () => ({
        rules: [
          { succeededIndexes: "0-1,2" },
          { succeededCount: 1 },
          { succeededIndexes: "0", succeededCount: 1 },
        ],
      }),
    }),
    ...(random() < 0.3 && { backoffLimitPerIndex: 1, maxFailedIndexes: 2 }),
  };
}

function cronJobSpec(random: Random): JsonObject {
  const { selector: _, manualSelector: __, ...spec } = jobSpec(random);
  return {
    schedule: pick(random, ["* * * * *", "@daily", "0 3 * * 1-5", "*/5 0 1 jan mon"]),
    jobTemplate: { spec },
    ...some(random, 0.2, {
      timeZone: () => pick(random, ["Etc/UTC", "Europe/Berlin"]),
      concurrencyPolicy: () => "Forbid",
      startingDeadlineSeconds: () => 30,
      successfulJobsHistoryLimit: () => 1,
    }),
  };
}

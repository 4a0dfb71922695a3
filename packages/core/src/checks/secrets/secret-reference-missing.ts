import type { ObjectCheck } from "../check.ts";
import { missingReferences } from "../facts/missing-reference.ts";

/** Every Secret that a pod cannot start without is there, with the keys that it names. */
export const secretReferenceMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "secret-reference-missing",
  title: "Reference to a missing Secret or key",
  topic: "secrets",
  severity: "medium",
  description:
    "The kubelet does not start a container whose Secret or key is missing: the workload is down, or its next restart takes it down, and whoever may create the Secret controls what the program gets. An object that the input does not show may exist in the cluster and is reported only where the input is the whole cluster (`wholeCluster`); a key is reported wherever the input shows the Secret without it. Optional references are left out, and so are objects that a controller creates.",
  remediation: "Create the Secret, correct the name or the key, or set `optional: true`.",
  references: [],
  aliases: ["kube-linter:env-value-from"],

  evaluate: (object, cluster) => missingReferences(object, cluster, "Secret"),

  examples: {
    violating: [
      {
        title: "a key that the Secret does not have, in one of two containers",
        objects: [
          {
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: "db", namespace: "shop" },
            stringData: { host: "db" },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              containers: [
                {
                  name: "log",
                  env: [{ name: "HOST", valueFrom: { secretKeyRef: { name: "db", key: "host" } } }],
                },
                {
                  name: "web",
                  env: [{ name: "PORT", valueFrom: { secretKeyRef: { name: "db", key: "port" } } }],
                },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].env[0].valueFrom.secretKeyRef: container "web" needs key port of Secret db, which is missing',
        ],
      },
      {
        title: "one that exists in another namespace only",
        assumptions: { wholeCluster: true },
        objects: [
          { apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "bank" } },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              containers: [{ name: "web", envFrom: [{ secretRef: { name: "db" } }] }],
              volumes: [{ name: "db", secret: { secretName: "db" } }],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[0].envFrom[0].secretRef: container "web" needs Secret db, which does not exist',
          'Pod/web spec.volumes[0].secret: volume "db" needs Secret db, which does not exist',
        ],
      },
    ],
    compliant: [
      {
        title: "one that the input does not show, and an optional one",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              containers: [
                {
                  name: "web",
                  envFrom: [
                    { secretRef: { name: "db" } },
                    { secretRef: { name: "more", optional: true } },
                  ],
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

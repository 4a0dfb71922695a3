import type { ObjectCheck } from "../check.ts";
import { missingReferences } from "../facts/missing-reference.ts";

/** Every ConfigMap that a pod cannot start without is there, with the keys that it names. */
export const configMapReferenceMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "config-map-reference-missing",
  title: "Reference to a missing ConfigMap or key",
  topic: "secrets",
  severity: "medium",
  description:
    "The kubelet does not start a container whose ConfigMap or key is missing: the workload is down, or its next restart takes it down, and whoever may create the ConfigMap controls the program's configuration. An object that the input does not show may exist in the cluster and is reported only where the input is the whole cluster (`wholeCluster`); a key is reported wherever the input shows the ConfigMap without it. Optional references are left out, and so are objects that a controller creates.",
  remediation: "Create the ConfigMap, correct the name or the key, or set `optional: true`.",
  references: [],
  aliases: ["kube-linter:env-value-from"],

  evaluate: (object, cluster) => missingReferences(object, cluster, "ConfigMap"),

  examples: {
    violating: [
      {
        title: "a key that the ConfigMap does not have, in one of two containers",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "db", namespace: "shop" },
            data: { host: "db" },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              containers: [
                {
                  name: "log",
                  env: [
                    { name: "HOST", valueFrom: { configMapKeyRef: { name: "db", key: "host" } } },
                  ],
                },
                {
                  name: "web",
                  env: [
                    { name: "PORT", valueFrom: { configMapKeyRef: { name: "db", key: "port" } } },
                  ],
                },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].env[0].valueFrom.configMapKeyRef: container "web" needs key port of ConfigMap db, which is missing',
        ],
      },
      {
        title: "one that exists in another namespace only",
        assumptions: { wholeCluster: true },
        objects: [
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "db", namespace: "bank" } },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              containers: [{ name: "web", envFrom: [{ configMapRef: { name: "db" } }] }],
              volumes: [{ name: "db", configMap: { name: "db" } }],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[0].envFrom[0].configMapRef: container "web" needs ConfigMap db, which does not exist',
          'Pod/web spec.volumes[0].configMap: volume "db" needs ConfigMap db, which does not exist',
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
                    { configMapRef: { name: "db" } },
                    { configMapRef: { name: "more", optional: true } },
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

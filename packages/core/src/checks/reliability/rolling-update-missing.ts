import { valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";

/** An update replaces pods one after the other. */
export const rollingUpdateMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "rolling-update-missing",
  title: "Update strategy other than RollingUpdate",
  topic: "reliability",
  severity: "low",
  description:
    "With `Recreate` all pods end before the first new one starts: each update is an outage, and a new image that does not start prolongs it. With `OnDelete` nothing is updated until somebody deletes the pods, so that known vulnerabilities stay. A Deployment whose pods mount a PersistentVolumeClaim is left out, as two pods cannot always mount the volume.",
  remediation: "Set the `type` of the strategy to `RollingUpdate`, which is the default.",
  references: [],
  aliases: ["kube-linter:no-rolling-update-strategy", "kubescape:C-0305"],

  *evaluate({ object, podTemplates }) {
    if (podTemplates.length === 0 || groupOf(object) !== "apps") return;
    const field = object.kind === "Deployment" ? "strategy" : "updateStrategy";
    const path = ["spec", field, "type"];
    const type = valueAt(object, ...path);
    if (type !== "Recreate" && type !== "OnDelete") return;
    const mounts = podTemplates.some(({ spec }) =>
      (spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim),
    );
    if (type === "Recreate" && mounts) return;
    yield {
      path,
      message:
        type === "Recreate"
          ? "strategy Recreate ends all pods before it starts new ones"
          : "strategy OnDelete waits until somebody deletes the pods",
      // Two versions run side by side.
      fix: replacing("may-break", path, "RollingUpdate"),
    };
  },

  examples: {
    violating: [
      {
        title: "one that recreates, one that waits",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              strategy: { type: "Recreate" },
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "DaemonSet",
            metadata: { name: "log" },
            spec: {
              updateStrategy: { type: "OnDelete" },
              template: {
                metadata: { labels: { app: "log" } },
                spec: { containers: [{ name: "log" }] },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.strategy.type: strategy Recreate ends all pods before it starts new ones",
          "DaemonSet/log spec.updateStrategy.type: strategy OnDelete waits until somebody deletes the pods",
        ],
      },
    ],
    compliant: [
      {
        title: "the default, and a volume that only one pod can hold",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "db" },
            spec: {
              strategy: { type: "Recreate" },
              template: {
                metadata: { labels: { app: "db" } },
                spec: {
                  containers: [{ name: "db" }],
                  volumes: [{ name: "data", persistentVolumeClaim: { claimName: "db" } }],
                },
              },
            },
          },
        ],
      },
    ],
  },
};

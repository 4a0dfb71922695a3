import { expect, it } from "vitest";
import { CHECKS, objectOf } from "../../testing/false-alarm-objects.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "../scan/scan.ts";

const PRIVILEGED = { securityContext: { privileged: true } };

/** Whatever can have a name has none. */
const NAMELESS: readonly KubernetesObject[] = [
  objectOf("apps/v1", "Deployment", "web", {
    spec: {
      template: {
        spec: {
          initContainers: [PRIVILEGED],
          containers: [
            {
              image: "web",
              env: [{ value: "x8Kq2!vbN4zT0p" }, {}],
              ports: [{ hostPort: 80 }],
              volumeMounts: [{ mountPath: "/host" }],
              livenessProbe: { httpGet: { host: "192.0.2.1", port: "web" } },
            },
            {},
          ],
          volumes: [
            { hostPath: { path: "/" } },
            { hostPath: { path: "/srv" } },
            { iscsi: {} },
            { image: { reference: "data" } },
            { ephemeral: { volumeClaimTemplate: { spec: {} } } },
            { projected: { sources: [{ serviceAccountToken: { expirationSeconds: 999_999 } }] } },
          ],
          securityContext: { sysctls: [{ value: "1" }] },
        },
      },
    },
  }),
  objectOf("apps/v1", "StatefulSet", "db", { spec: { volumeClaimTemplates: [{}] } }),
  objectOf("tekton.dev/v1", "Task", "build", {
    spec: { steps: [{ name: "get" }, PRIVILEGED], sidecars: [PRIVILEGED] },
  }),
  objectOf("argoproj.io/v1alpha1", "Workflow", "bake", {
    spec: {
      templates: [
        { container: PRIVILEGED, retryStrategy: {} },
        { containerSet: { containers: [{}, PRIVILEGED] } },
        { dag: { failFast: false, tasks: [{ inline: { script: PRIVILEGED } }] } },
      ],
    },
  }),
  objectOf("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "hook", {
    webhooks: [{ failurePolicy: "Ignore" }, {}],
  }),
];

const FINDINGS = [...scan(createCluster(snapshotOf(NAMELESS)), CHECKS)];

it("names what has no name by its place in the object", () => {
  const messages = FINDINGS.filter(({ check }) => check === "privileged-container");
  expect(messages.map(({ message }) => message)).toEqual([
    "container at spec.template.spec.initContainers[0] is privileged",
    "container at spec.steps[1] is privileged",
    "container at spec.sidecars[0] is privileged",
    "container at spec.templates[0].container is privileged",
    "container at spec.templates[1].containerSet.containers[1] is privileged",
    "container at spec.templates[2].dag.tasks[0].inline.script is privileged",
  ]);
});

it("says undefined of nothing, and nothing of a name that is none", () => {
  const words = FINDINGS.flatMap(({ check, message, severityReason = [] }) =>
    [message, ...severityReason.map(({ because }) => because)].map((text) => `${check}: ${text}`),
  );
  expect(words.filter((text) => /undefined|""| {2}| $/.test(text))).toEqual([]);
});

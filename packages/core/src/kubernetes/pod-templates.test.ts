import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containersOf } from "./containers.ts";
import { type FieldPath, formatFieldPath } from "./field-path.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { locateInObject } from "./pod-template.ts";
import { podTemplatesOf } from "./pod-templates.ts";

const CONTAINERS = [{ name: "web", image: "nginx" }];
const TEMPLATE = {
  metadata: { labels: { app: "shop" }, annotations: { note: "x" } },
  spec: { hostNetwork: true, containers: CONTAINERS },
};

function pathsOf(apiVersion: string, kind: string, body: JsonObject): string[] {
  return podTemplatesOf({ apiVersion, kind, ...body }).map(({ path }) => formatFieldPath(path));
}

/** Each container's name and where it stands in the object. */
function containerPathsOf(apiVersion: string, kind: string, body: JsonObject): string[] {
  return podTemplatesOf({ apiVersion, kind, ...body }).flatMap((template) =>
    [...containersOf(template.spec)].map(({ container, fieldPath }) => {
      const path = locateInObject(template, ["spec", ...fieldPath]);
      return `${formatFieldPath(path)} ${container.name}`;
    }),
  );
}

function valueAt(object: JsonValue, path: FieldPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, key) => (value as Readonly<Record<string | number, JsonValue>> | undefined)?.[key],
    object,
  );
}

function located(apiVersion: string, kind: string, body: JsonObject, path: FieldPath): string[] {
  return podTemplatesOf({ apiVersion, kind, ...body }).map((template) =>
    formatFieldPath(locateInObject(template, path)),
  );
}

describe("podTemplatesOf built-in kinds", () => {
  it("finds the Pod itself, with labels and annotations", () => {
    expect(podTemplatesOf({ apiVersion: "v1", kind: "Pod", ...TEMPLATE })).toEqual([
      { path: [], metadata: TEMPLATE.metadata, spec: TEMPLATE.spec },
    ]);
  });

  it.each([
    ["apps/v1", "Deployment"],
    ["apps/v1", "ReplicaSet"],
    ["apps/v1", "StatefulSet"],
    ["apps/v1", "DaemonSet"],
    ["batch/v1", "Job"],
    ["v1", "ReplicationController"],
    ["extensions/v1beta1", "Deployment"],
    ["extensions/v1beta1", "DaemonSet"],
    ["apps/v1beta2", "ReplicaSet"],
  ])("finds the template of %s %s", (apiVersion, kind) => {
    expect(pathsOf(apiVersion, kind, { spec: { template: TEMPLATE } })).toEqual(["spec.template"]);
  });

  it("finds the templates of CronJob, in old versions too, and PodTemplate", () => {
    const spec = { jobTemplate: { spec: { template: TEMPLATE } } };
    expect(pathsOf("batch/v1", "CronJob", { spec })).toEqual(["spec.jobTemplate.spec.template"]);
    expect(pathsOf("batch/v2alpha1", "ScheduledJob", { spec })).toEqual([
      "spec.jobTemplate.spec.template",
    ]);
    expect(pathsOf("v1", "PodTemplate", { template: TEMPLATE })).toEqual(["template"]);
  });

  it("changes only the prefix from Pod to Deployment to CronJob", () => {
    const noise = fc.jsonValue() as fc.Arbitrary<JsonValue>;
    const spec = fc.dictionary(fc.constantFrom("containers", "volumes", "hostPID", "x"), noise);
    fc.assert(
      fc.property(spec, noise, (podSpec, metadata) => {
        const template = { metadata, spec: podSpec as JsonObject };
        const [asPod] = podTemplatesOf({ apiVersion: "v1", kind: "Pod", ...template });
        const [inDeployment] = podTemplatesOf({
          apiVersion: "apps/v1",
          kind: "Deployment",
          spec: { template },
        });
        const [inCronJob] = podTemplatesOf({
          apiVersion: "batch/v1",
          kind: "CronJob",
          spec: { jobTemplate: { spec: { template } } },
        });
        expect(inDeployment).toEqual({ ...asPod, path: ["spec", "template"] });
        expect(inCronJob).toEqual({
          ...asPod,
          path: ["spec", "jobTemplate", "spec", "template"],
        });
      }),
    );
  });

  it("finds none where there is none", () => {
    expect(pathsOf("v1", "Pod", {})).toEqual([]);
    expect(pathsOf("apps/v1", "Deployment", { spec: { template: [TEMPLATE] } })).toEqual([]);
    expect(pathsOf("v1", "ConfigMap", { data: TEMPLATE })).toEqual([]);
    expect(
      pathsOf("apps/v1", "ControllerRevision", { data: { spec: { template: TEMPLATE } } }),
    ).toEqual([]);
  });
});

describe("podTemplatesOf custom resources", () => {
  it.each<[string, string, JsonObject, string[]]>([
    ["argoproj.io/v1alpha1", "Rollout", { spec: { template: TEMPLATE } }, ["spec.template"]],
    ["serving.knative.dev/v1", "Service", { spec: { template: TEMPLATE } }, ["spec.template"]],
    [
      "serving.knative.dev/v1",
      "Configuration",
      { spec: { template: TEMPLATE } },
      ["spec.template"],
    ],
    ["serving.knative.dev/v1", "Revision", { spec: TEMPLATE.spec }, [""]],
    [
      "apps.openshift.io/v1",
      "DeploymentConfig",
      { spec: { template: TEMPLATE } },
      ["spec.template"],
    ],
    [
      "keda.sh/v1alpha1",
      "ScaledJob",
      { spec: { jobTargetRef: { template: TEMPLATE } } },
      ["spec.jobTargetRef.template"],
    ],
    [
      "ray.io/v1",
      "RayCluster",
      {
        spec: {
          headGroupSpec: { template: TEMPLATE },
          workerGroupSpecs: [{ template: TEMPLATE }, { template: TEMPLATE }],
        },
      },
      [
        "spec.headGroupSpec.template",
        "spec.workerGroupSpecs[0].template",
        "spec.workerGroupSpecs[1].template",
      ],
    ],
    [
      "kubeflow.org/v1",
      "PyTorchJob",
      { spec: { pytorchReplicaSpecs: { Master: { replicas: 1, template: TEMPLATE } } } },
      ["spec.pytorchReplicaSpecs.Master.template"],
    ],
    [
      "flink.apache.org/v1beta1",
      "FlinkDeployment",
      {
        spec: {
          podTemplate: { spec: { hostNetwork: true } },
          taskManager: { podTemplate: TEMPLATE },
        },
      },
      ["spec.podTemplate", "spec.taskManager.podTemplate"],
    ],
    [
      "cert-manager.io/v1",
      "ClusterIssuer",
      {
        spec: {
          acme: {
            solvers: [{ http01: { ingress: { podTemplate: { spec: { nodeSelector: {} } } } } }],
          },
        },
      },
      ["spec.acme.solvers[0].http01.ingress.podTemplate"],
    ],
    [
      "x.io/v1",
      "Thing",
      { spec: { template: { spec: { containers: "none" } } } },
      ["spec.template"],
    ],
    [
      "x.io/v1",
      "Thing",
      { objects: [{ apiVersion: "v1", kind: "Pod", ...TEMPLATE }] },
      ["objects[0]"],
    ],
    ["x.io/v1", "Thing", { spec: { podSpec: TEMPLATE.spec } }, ["spec.podSpec"]],
  ])("finds the pods of %s %s", (apiVersion, kind, body, paths) => {
    expect(pathsOf(apiVersion, kind, body)).toEqual(paths);
  });

  it.each<[string, string, JsonObject]>([
    [
      "kubevirt.io/v1",
      "VirtualMachine",
      { spec: { template: { spec: { domain: {}, volumes: [], nodeSelector: {} } } } },
    ],
    [
      "karpenter.sh/v1",
      "NodePool",
      { spec: { template: { spec: { taints: [], requirements: [] } } } },
    ],
    ["kyverno.io/v1", "ClusterPolicy", { spec: { rules: [{ validate: { pattern: TEMPLATE } }] } }],
    [
      "apiextensions.k8s.io/v1beta1",
      "CustomResourceDefinition",
      { spec: { validation: TEMPLATE } },
    ],
    ["x.io/v1", "Thing", { status: TEMPLATE, metadata: TEMPLATE }],
    ["x.io/v1", "Thing", { spec: { containers: ["a", 1, { name: "x" }] } }],
    ["x.io/v1", "Thing", { spec: { containers: { name: "x", image: "y" } } }],
  ])("finds no pod in %s %s", (apiVersion, kind, body) => {
    expect(pathsOf(apiVersion, kind, body)).toEqual([]);
  });

  it("locates the containers of a spec that is the custom resource's own", () => {
    const spec = { replicas: 2, podMetadata: { labels: { a: "b" } }, containers: CONTAINERS };
    const type = ["monitoring.coreos.com/v1", "Prometheus"] as const;
    expect(containerPathsOf(...type, { spec })).toEqual(["spec.containers[0] web"]);
    expect(located(...type, { spec }, ["metadata", "labels", "a"])).toEqual([
      "spec.podMetadata.labels.a",
    ]);
    expect(
      located("x.io/v1", "X", { a: { pod: { containers: CONTAINERS } } }, ["spec", "hostPID"]),
    ).toEqual(["a.pod.hostPID"]);
  });

  it("takes every JSON in place of every kind", () => {
    const key = fc.constantFrom(
      "spec",
      "template",
      "templates",
      "containers",
      "steps",
      "container",
      "podTemplate",
      "driver",
      "volumes",
      "metadata",
      "name",
      "image",
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.record({ containers: fc.tuple(fc.record({ name: fc.string(), image: fc.string() })) }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      ),
    }));
    const type = fc.constantFrom(
      ["v1", "Pod"] as const,
      ["apps/v1", "Deployment"] as const,
      ["argoproj.io/v1alpha1", "Workflow"] as const,
      ["tekton.dev/v1", "PipelineRun"] as const,
      ["sparkoperator.k8s.io/v1beta2", "SparkApplication"] as const,
      ["x.io/v1", "Thing"] as const,
    );
    let found = 0;
    fc.assert(
      fc.property(type, value, ([apiVersion, kind], spec) => {
        const object = { apiVersion, kind, spec: spec as JsonValue };
        for (const template of podTemplatesOf(object)) {
          for (const { container, fieldPath } of containersOf(template.spec)) {
            const path = locateInObject(template, ["spec", ...fieldPath]);
            const { name } = valueAt(object, path) as JsonObject;
            expect(container.name).toBe(typeof name === "string" ? name : undefined);
            found += 1;
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(found).toBe(41);
  });
});

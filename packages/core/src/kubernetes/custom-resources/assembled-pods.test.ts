import { describe, expect, it } from "vitest";
import { containersOf } from "../containers.ts";
import { type FieldPath, formatFieldPath } from "../field-path.ts";
import type { JsonObject } from "../json.ts";
import { locateInObject } from "../pod-template.ts";
import { podTemplatesOf } from "../pod-templates.ts";

/** Each container's name and where it stands in the object. */
function containerPathsOf(apiVersion: string, kind: string, body: JsonObject): string[] {
  return podTemplatesOf({ apiVersion, kind, ...body }).flatMap((template) =>
    [...containersOf(template.spec)].map(({ container, fieldPath }) => {
      const path = locateInObject(template, ["spec", ...fieldPath]);
      return `${formatFieldPath(path)} ${container.name}`;
    }),
  );
}

function located(apiVersion: string, kind: string, body: JsonObject, path: FieldPath): string[] {
  return podTemplatesOf({ apiVersion, kind, ...body }).map((template) =>
    formatFieldPath(locateInObject(template, path)),
  );
}

describe("podTemplatesOf custom resources with their own spelling", () => {
  it("puts the pods of Argo Workflows together", () => {
    const spec = {
      serviceAccountName: "runner",
      volumes: [{ name: "work" }],
      podPriorityClassName: "low",
      templateDefaults: { nodeSelector: { a: "b" }, container: { securityContext: {} } },
      templates: [
        {
          name: "flow",
          steps: [[{ name: "s", inline: { script: { name: "inner", source: "x" } } }]],
        },
        {
          name: "job",
          hostAliases: [],
          container: { name: "main" },
          initContainers: [{ name: "init" }],
          sidecars: [{ name: "side" }],
          volumes: [{ name: "own" }],
        },
        { name: "set", containerSet: { containers: [{ name: "one" }, { name: "two" }] } },
      ],
    };
    const type = ["argoproj.io/v1alpha1", "Workflow"] as const;
    expect(containerPathsOf(...type, { spec })).toEqual([
      "spec.templates[0].steps[0][0].inline.script inner",
      "spec.templates[1].initContainers[0] init",
      "spec.templates[1].container main",
      "spec.templates[1].sidecars[0] side",
      "spec.templates[2].containerSet.containers[0] one",
      "spec.templates[2].containerSet.containers[1] two",
    ]);
    const at = (...path: FieldPath): string | undefined =>
      located(...type, { spec }, ["spec", ...path])[1];
    expect(at("serviceAccountName")).toBe("spec.serviceAccountName");
    expect(at("priorityClassName")).toBe("spec.podPriorityClassName");
    expect(at("nodeSelector", "a")).toBe("spec.templateDefaults.nodeSelector.a");
    expect(at("hostPID")).toBe("spec.templates[1].hostPID");
    expect(at("volumes", 0, "name")).toBe("spec.templates[1].volumes[0].name");
    expect(at("volumes", 1, "hostPath")).toBe("spec.volumes[0].hostPath");
    expect(at("containers", 0, "securityContext", "privileged")).toBe(
      "spec.templateDefaults.container.securityContext.privileged",
    );
    expect(
      containerPathsOf("argoproj.io/v1alpha1", "CronWorkflow", { spec: { workflowSpec: spec } })[1],
    ).toBe("spec.workflowSpec.templates[1].initContainers[0] init");
  });

  it("takes the steps of Tekton as containers", () => {
    const task = {
      stepTemplate: { securityContext: { privileged: true } },
      steps: [{ name: "build", script: "make", computeResources: { limits: { cpu: "1" } } }],
      sidecars: [{ name: "dind" }],
    };
    expect(containerPathsOf("tekton.dev/v1", "Task", { spec: task })).toEqual([
      "spec.steps[0] build",
      "spec.sidecars[0] dind",
    ]);
    const [template] = podTemplatesOf({ apiVersion: "tekton.dev/v1", kind: "Task", spec: task });
    expect(template?.spec.containers?.[0]).toEqual({
      name: "build",
      resources: { limits: { cpu: "1" } },
      securityContext: { privileged: true },
    });
    expect(
      [
        ["securityContext", "privileged"],
        ["resources", "limits"],
      ].map(
        (rest) =>
          located("tekton.dev/v1", "Task", { spec: task }, ["spec", "containers", 0, ...rest])[0],
      ),
    ).toEqual([
      "spec.stepTemplate.securityContext.privileged",
      "spec.steps[0].computeResources.limits",
    ]);
    const run = {
      taskSpec: task,
      podTemplate: { hostNetwork: true },
      serviceAccountName: "builder",
    };
    const type = ["tekton.dev/v1", "TaskRun"] as const;
    expect(located(...type, { spec: run }, ["spec", "hostNetwork"])).toEqual([
      "spec.podTemplate.hostNetwork",
    ]);
    expect(located(...type, { spec: run }, ["spec", "serviceAccountName"])).toEqual([
      "spec.serviceAccountName",
    ]);
    expect(
      containerPathsOf("tekton.dev/v1", "PipelineRun", {
        spec: { pipelineSpec: { tasks: [{ taskRef: {} }, { taskSpec: task }] } },
      })[0],
    ).toBe("spec.pipelineSpec.tasks[1].taskSpec.steps[0] build");
    expect(
      podTemplatesOf({
        apiVersion: "tekton.dev/v1",
        kind: "TaskRun",
        spec: { taskRef: {}, podTemplate: { hostNetwork: true } },
      }).map(({ spec }) => spec),
    ).toEqual([{ hostNetwork: true, containers: [] }]);
  });

  it("takes driver and executor of Spark as containers with their pods", () => {
    const spec = {
      image: "spark",
      driver: {
        serviceAccount: "spark",
        securityContext: { privileged: true },
        sidecars: [{ name: "log" }],
      },
      executor: { template: { spec: { containers: [{ name: "main" }] } } },
    };
    const type = ["sparkoperator.k8s.io/v1beta2", "SparkApplication"] as const;
    expect(containerPathsOf(...type, { spec })).toEqual([
      "spec.driver undefined",
      "spec.driver.sidecars[0] log",
      "spec.executor main",
    ]);
    expect(located(...type, { spec }, ["spec", "serviceAccountName"])[0]).toBe(
      "spec.driver.serviceAccount",
    );
    expect(located(...type, { spec }, ["spec", "containers", 0, "image"])[0]).toBe("spec.image");
  });
});

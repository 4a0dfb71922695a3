import { textAt } from "../json-fields.ts";
import {
  assemblePod,
  type Layer,
  layerAt,
  layersOf,
  type Part,
  type PodTemplatePlace,
  partOf,
} from "./pod-parts.ts";

// Steps name their resources differently since v1.
const STEP_FIELDS: ReadonlyMap<string, string> = new Map([["resources", "computeResources"]]);

/** The pods of Tekton: one for each task with steps, together with what its run says about pods. */
export function tektonPods(object: Layer, kind: string): PodTemplatePlace[] | undefined {
  const spec = layerAt(object, "spec");
  switch (kind) {
    case "Task":
    case "ClusterTask":
      return podsOf(spec ? [spec] : [], []);
    case "StepAction":
      return spec ? [assemblePod({ pod: [spec], lists: { containers: [[stepLayer(spec)]] } })] : [];
    case "TaskRun":
      return podsOf(some(layerAt(spec, "taskSpec")), runLayers(spec));
    case "Pipeline":
      return podsOf(embeddedTasks(spec), []);
    case "PipelineRun":
      return podsOf(embeddedTasks(layerAt(spec, "pipelineSpec")), [
        ...runLayers(layerAt(spec, "taskRunTemplate")),
        ...runLayers(spec),
      ]).concat(layersOf(spec, "taskRunSpecs").flatMap((run) => podsOf([], runLayers(run))));
    default:
      return undefined;
  }
}

function embeddedTasks(pipeline: Layer | undefined): Layer[] {
  const tasks = [...layersOf(pipeline, "tasks"), ...layersOf(pipeline, "finally")];
  return tasks.flatMap((task) => some(layerAt(task, "taskSpec")));
}

/** What a run gives to its pods: its pod template, which holds fields of a PodSpec, and its account. */
function runLayers(run: Layer | undefined): Layer[] {
  // "" is like an absent field.
  const name = ["serviceAccountName", "taskServiceAccountName"].find((field) => run?.value[field]);
  return [
    ...some(layerAt(run, "podTemplate")),
    ...some(layerAt(run, "taskPodTemplate")),
    ...(run && name !== undefined
      ? [
          {
            path: run.path,
            value: { [name]: textAt(run.value, name) },
            renamed: new Map([["serviceAccountName", name]]),
          },
        ]
      : []),
  ];
}

function podsOf(tasks: readonly Layer[], run: readonly Layer[]): PodTemplatePlace[] {
  const pods = tasks.flatMap((task) => podOf(task, run) ?? []);
  const [first, ...others] = run;
  // A run of a task that is elsewhere still says what its pods may do.
  return pods.length === 0 && first && first.renamed === undefined
    ? [assemblePod({ pod: partOf(first, ...others), lists: { containers: [] } })]
    : pods;
}

function podOf(task: Layer, run: readonly Layer[]): PodTemplatePlace | undefined {
  const steps = layersOf(task, "steps");
  if (steps.length === 0) return undefined;
  const shared = layerAt(task, "stepTemplate");
  const volumes = [task, ...run].flatMap((layer) => layersOf(layer, "volumes"));
  const pod: Part = run[0] ? [run[0], ...run.slice(1), task] : [task];
  return assemblePod({
    pod,
    lists: {
      containers: [
        ...steps.map((step) => partOf(stepLayer(step), shared && stepLayer(shared))),
        ...layersOf(task, "sidecars").map((sidecar): Part => [stepLayer(sidecar)]),
      ],
      volumes: volumes.map((volume): Part => [volume]),
    },
  });
}

function stepLayer(step: Layer): Layer {
  return "computeResources" in step.value ? { ...step, renamed: STEP_FIELDS } : step;
}

function some(layer: Layer | undefined): Layer[] {
  return layer ? [layer] : [];
}

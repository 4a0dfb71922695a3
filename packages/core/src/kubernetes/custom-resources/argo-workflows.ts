import { listAt } from "../json-fields.ts";
import { groupOf, type KubernetesObject } from "../object.ts";
import {
  assemblePod,
  type Layer,
  layerAt,
  layersOf,
  type Part,
  type PodTemplatePlace,
  partOf,
} from "./pod-parts.ts";

const PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Workflow", ["spec"]],
  ["WorkflowTemplate", ["spec"]],
  ["ClusterWorkflowTemplate", ["spec"]],
  ["CronWorkflow", ["spec", "workflowSpec"]],
]);

const PRIORITY_CLASS: ReadonlyMap<string, string> = new Map([
  ["priorityClassName", "podPriorityClassName"],
]);

/**
 * The pods of Argo Workflows: one for each template that runs containers, with what `templateDefaults` and the workflow
 * say for all. A `podSpecPatch` is text that Argo expands at run time; it is not applied.
 */
export function argoWorkflowPods(object: Layer, kind: string): PodTemplatePlace[] | undefined {
  const fields = PATHS.get(kind);
  if (!fields) return undefined;
  const spec = layerAt(object, ...fields);
  if (!spec) return [];
  const workflow: Layer = { ...spec, renamed: PRIORITY_CLASS };
  const defaults = layerAt(spec, "templateDefaults");
  return templatesIn(spec).flatMap((template) => podOf(template, defaults, workflow) ?? []);
}

/** An Argo Workflow, or what workflows are made from. */
export interface ArgoWorkflow {
  readonly spec: Layer;
  /** What every template has that says nothing else. */
  readonly defaults: Layer | undefined;
  /** Those that stand inside steps and tasks too. */
  readonly templates: readonly Layer[];
}

/** What an object says as a workflow; undefined where it is none. */
export function argoWorkflowOf(object: KubernetesObject): ArgoWorkflow | undefined {
  const fields = groupOf(object) === "argoproj.io" ? PATHS.get(object.kind) : undefined;
  const spec = fields && layerAt({ path: [], value: object }, ...fields);
  if (!spec) return undefined;
  return { spec, defaults: layerAt(spec, "templateDefaults"), templates: templatesIn(spec) };
}

function templatesIn(spec: Layer): Layer[] {
  return layersOf(spec, "templates").flatMap(withInline);
}

// Steps and tasks can hold a template of their own, which cannot hold steps again.
function withInline(template: Layer): Layer[] {
  const steps = layersInLists(template, "steps");
  const tasks = layersOf(layerAt(template, "dag"), "tasks");
  return [template, ...[...steps, ...tasks].flatMap((step) => layerAt(step, "inline") ?? [])];
}

// `steps` is a list of lists.
function layersInLists(layer: Layer, field: string): Layer[] {
  return listAt(layer.value, field).flatMap((list, index) => {
    return layersOf({ path: [], value: { list } }, "list").map((step) => ({
      path: [...layer.path, field, index, ...step.path.slice(1)],
      value: step.value,
    }));
  });
}

function podOf(
  template: Layer,
  defaults: Layer | undefined,
  workflow: Layer,
): PodTemplatePlace | undefined {
  const main = mainContainers(template, defaults);
  if (main.length === 0) return undefined;
  const first = (field: string): Part[] => {
    const own = layersOf(template, field);
    return (own.length > 0 ? own : layersOf(defaults, field)).map((layer) => [layer]);
  };
  const podMetadata = layerAt(workflow, "podMetadata");
  const metadata = [layerAt(template, "metadata"), layerAt(defaults, "metadata"), podMetadata];
  const [nearest, ...others] = metadata.filter((layer) => layer !== undefined);
  return assemblePod({
    metadata: nearest && partOf(nearest, ...others),
    pod: partOf(template, defaults, workflow),
    lists: {
      initContainers: first("initContainers"),
      containers: [...main, ...first("sidecars")],
      volumes: [
        ...first("volumes"),
        ...layersOf(workflow, "volumes").map((layer): Part => [layer]),
      ],
    },
  });
}

function mainContainers(template: Layer, defaults: Layer | undefined): Part[] {
  const single = ["container", "script"].flatMap((field) => {
    const container = layerAt(template, field);
    return container ? [partOf(container, layerAt(defaults, field))] : [];
  });
  const set = layersOf(layerAt(template, "containerSet"), "containers");
  return [...single, ...set.map((layer): Part => [layer])];
}

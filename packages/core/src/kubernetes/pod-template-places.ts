import { argoWorkflowPods } from "./custom-resources/argo-workflows.ts";
import type { Layer, PodTemplatePlace } from "./custom-resources/pod-parts.ts";
import { sparkPods } from "./custom-resources/spark.ts";
import { tektonPods } from "./custom-resources/tekton.ts";
import type { FieldPath } from "./field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { groupOf, isKubernetesObject, type KubernetesObject } from "./object.ts";
import { structureOfKind } from "./structure.ts";

export type { PodTemplatePlace } from "./custom-resources/pod-parts.ts";

const WORKLOAD_GROUPS: ReadonlySet<string> = new Set(["", "apps", "batch", "extensions"]);

// In every version that these kinds have had, removed ones included.
const TEMPLATE_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", []],
  ["PodTemplate", ["template"]],
  ["ReplicationController", ["spec", "template"]],
  ["ReplicaSet", ["spec", "template"]],
  ["Deployment", ["spec", "template"]],
  ["StatefulSet", ["spec", "template"]],
  ["DaemonSet", ["spec", "template"]],
  ["Job", ["spec", "template"]],
  ["CronJob", ["spec", "jobTemplate", "spec", "template"]],
  ["ScheduledJob", ["spec", "jobTemplate", "spec", "template"]],
  ["JobTemplate", ["template", "spec", "template"]],
]);

/** Custom resources that spell pods in their own way, by API group. */
const SPELLED_BY_GROUP: ReadonlyMap<
  string,
  (object: Layer, kind: string) => PodTemplatePlace[] | undefined
> = new Map([
  ["argoproj.io", argoWorkflowPods],
  ["tekton.dev", tektonPods],
  ["sparkoperator.k8s.io", sparkPods],
]);

// What they hold looks like pods and is none: values of charts, patterns that pods are held against.
const WITHOUT_PODS_KINDS: ReadonlySet<string> = new Set([
  "ConfigMap",
  "CustomResourceDefinition",
  "HelmChart",
  "HelmChartConfig",
  "HelmRelease",
  "Secret",
]);
const WITHOUT_PODS_GROUP = /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh)$/;
const WITHOUT_PODS_FIELDS: ReadonlySet<string> = new Set([
  "metadata",
  "openAPIV3Schema",
  "status",
  "valuesObject",
]);

const CONTAINER_LISTS = ["containers", "initContainers", "ephemeralContainers"] as const;
const CONTAINER_FIELDS = [
  "args",
  "command",
  "env",
  "envFrom",
  "ports",
  "resources",
  "securityContext",
  "volumeMounts",
] as const;
const POD_FIELDS = [
  "affinity",
  "automountServiceAccountToken",
  "hostNetwork",
  "imagePullSecrets",
  "nodeSelector",
  "priorityClassName",
  "securityContext",
  "serviceAccountName",
  "tolerations",
  "volumes",
] as const;

// The reader refuses such depths; the limit only keeps the walk inside the stack.
const DEEPEST = 500;

/** Whether the kind is one of Kubernetes' own that describe pods, even where the object is broken and describes none. */
export function isWorkloadKind(object: KubernetesObject): boolean {
  return TEMPLATE_PATHS.has(object.kind) && WORKLOAD_GROUPS.has(groupOf(object));
}

/**
 * Everything in an object that describes a pod. Built-in kinds say where; in a custom resource it is whatever has the
 * shape of a pod template or a list of containers, wherever it stands.
 */
export function podTemplatePlacesOf(object: KubernetesObject): PodTemplatePlace[] {
  const walk: Walk = { path: [], found: [] };
  visit(object, walk);
  return walk.found;
}

interface Walk {
  /** Where the walk is; changes as it goes. */
  readonly path: (string | number)[];
  readonly found: PodTemplatePlace[];
}

function visit(value: JsonValue, walk: Walk): void {
  if (typeof value !== "object" || value === null || walk.path.length > DEEPEST) return;
  if (!isJsonObject(value)) {
    visitItems(value, walk);
    return;
  }
  const known = isKubernetesObject(value) ? placesOfKind(value, walk.path) : undefined;
  if (known) walk.found.push(...known);
  else visitStructure(value, walk);
}

function visitItems(list: readonly JsonValue[], walk: Walk): void {
  for (const [index, item] of list.entries()) {
    walk.path.push(index);
    visit(item, walk);
    walk.path.pop();
  }
}

// undefined: the kind says nothing about where its pods are.
function placesOfKind(object: KubernetesObject, path: FieldPath): PodTemplatePlace[] | undefined {
  const group = groupOf(object);
  const template = TEMPLATE_PATHS.get(object.kind);
  if (template && WORKLOAD_GROUPS.has(group)) return placeAt(object, path, template);
  if (WITHOUT_PODS_KINDS.has(object.kind) || WITHOUT_PODS_GROUP.test(group)) return [];
  if (structureOfKind(object.apiVersion, object.kind)) return [];
  return SPELLED_BY_GROUP.get(group)?.({ path: [...path], value: object }, object.kind);
}

function placeAt(
  object: JsonObject,
  base: FieldPath,
  fields: readonly string[],
): PodTemplatePlace[] {
  let holder: JsonValue | undefined = object;
  for (const field of fields) holder = isJsonObject(holder) ? holder[field] : undefined;
  if (!isJsonObject(holder) || !isJsonObject(holder["spec"])) return [];
  return [templatePlace([...base, ...fields], holder, holder["spec"])];
}

function visitStructure(value: JsonObject, walk: Walk): void {
  const spec = value["spec"];
  if (isJsonObject(spec) && isTemplate(walk.path.at(-1), spec)) {
    walk.found.push(templatePlace([...walk.path], value, spec));
  } else if (isJsonObject(spec) && hasContainers(spec)) {
    walk.found.push(ownSpecPlace([...walk.path], value, spec));
    walk.path.push("spec");
    visitMembers(spec, walk);
    walk.path.pop();
  } else {
    if (hasContainers(value)) walk.found.push(bareSpecPlace([...walk.path], value));
    visitMembers(value, walk);
  }
}

function visitMembers(value: JsonObject, walk: Walk): void {
  const isPod = hasContainers(value);
  for (const key of Object.keys(value)) {
    if (WITHOUT_PODS_FIELDS.has(key) || (isPod && isContainerList(key))) continue;
    walk.path.push(key);
    visit(value[key] ?? null, walk);
    walk.path.pop();
  }
}

/** Whether the spec below a field of that name is a PodSpec even if its containers are missing or wrong. */
function isTemplate(field: string | number | undefined, spec: JsonObject): boolean {
  if (typeof field !== "string" || !/template(?:spec)?$/i.test(field)) return false;
  if (CONTAINER_LISTS.some((list) => Object.hasOwn(spec, list))) return true;
  return (
    /podtemplate(?:spec)?$/i.test(field) && POD_FIELDS.some((name) => Object.hasOwn(spec, name))
  );
}

function hasContainers(value: JsonObject): boolean {
  return CONTAINER_LISTS.some((list) => {
    const items = value[list];
    return Array.isArray(items) && items.some(isContainerLike);
  });
}

function isContainerLike(item: unknown): boolean {
  if (!isJsonObject(item)) return false;
  if (typeof item["image"] === "string") return true;
  return (
    typeof item["name"] === "string" && CONTAINER_FIELDS.some((name) => Object.hasOwn(item, name))
  );
}

function isContainerList(key: string): boolean {
  return CONTAINER_LISTS.some((list) => list === key);
}

function templatePlace(path: FieldPath, holder: JsonObject, spec: JsonObject): PodTemplatePlace {
  return {
    path,
    metadata: holder["metadata"] ?? {},
    spec,
    ordinary: true,
    assembled: false,
    locate: (below) => [...path, ...below],
  };
}

// The custom resource's own spec has containers beside other things, as Prometheus has them.
function ownSpecPlace(path: FieldPath, holder: JsonObject, spec: JsonObject): PodTemplatePlace {
  const place = { ...templatePlace(path, holder, spec), ordinary: false };
  const metadata = spec["podMetadata"];
  if (!isJsonObject(metadata)) return place;
  return {
    ...place,
    metadata,
    assembled: true,
    locate: ([top, ...below]) =>
      top === "metadata" ? [...path, "spec", "podMetadata", ...below] : joined(path, top, below),
  };
}

// Nothing holds metadata beside the PodSpec.
function bareSpecPlace(path: FieldPath, spec: JsonObject): PodTemplatePlace {
  return {
    path,
    metadata: {},
    spec,
    ordinary: false,
    assembled: true,
    locate: ([top, ...below]) => (top === "spec" ? [...path, ...below] : joined(path, top, below)),
  };
}

function joined(path: FieldPath, top: string | number | undefined, below: FieldPath): FieldPath {
  return top === undefined ? path : [...path, top, ...below];
}

import type { PodSpec, Toleration } from "../kubernetes/api/types.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { quote } from "../kubernetes/go-text.ts";
import { asJson } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, referenceOf, stringMapOf } from "../kubernetes/object.ts";
import { isLabelKey, isLabelValue } from "../kubernetes/selectors.ts";
import type { AdmissionPlugins, OptionalPlugin } from "./admission-plugins.ts";
import type { PlacementPod, PlacementReason } from "./model.ts";
import { nodeSelectorOfText, schedulingOf, tolerationsOfAnnotation } from "./reading.ts";
import { daemonTolerations, isWhitelisted, mergeTolerations } from "./tolerations.ts";

/** What admission reads besides the pod. */
export interface AdmissionWorld {
  readonly namespace: KubernetesObject | undefined;
  /** The RuntimeClass of the pod's name; `unknown` where the input may lack it. */
  readonly runtimeClass: (name: string) => KubernetesObject | "absent" | "unknown";
  readonly plugins: AdmissionPlugins;
  readonly enabled: ReadonlySet<string>;
}

/** A pod as the API server takes it, or why it does not; `doubts` are what is not known of it. */
export interface AdmittedPod {
  readonly spec: PodSpec;
  readonly refusal?: PlacementReason;
  readonly doubts: readonly PlacementReason[];
}

const NODE_SELECTOR_ANNOTATION = "scheduler.alpha.kubernetes.io/node-selector";
const DEFAULT_TOLERATIONS_ANNOTATION = "scheduler.alpha.kubernetes.io/defaultTolerations";
const WHITELIST_ANNOTATION = "scheduler.alpha.kubernetes.io/tolerationsWhitelist";

/** The annotation of a namespace that each of the optional plugins reads. */
export const ANNOTATIONS: ReadonlyMap<OptionalPlugin, readonly string[]> = new Map([
  ["PodNodeSelector", [NODE_SELECTOR_ANNOTATION]],
  ["PodTolerationRestriction", [DEFAULT_TOLERATIONS_ANNOTATION, WHITELIST_ANNOTATION]],
]);

/**
 * What admission makes of a pod that has yet to come, in its order: PodNodeSelector, DefaultTolerationSeconds, PodTolerationRestriction and
 * RuntimeClass (k8s.io/kubernetes/plugin/pkg/admission); before them the controller of its DaemonSet.
 */
export function admit(pod: PlacementPod, world: AdmissionWorld): AdmittedPod {
  const made = pod.ofDaemonSet
    ? {
        ...pod.spec,
        tolerations: daemonTolerations(pod.spec.tolerations ?? [], pod.spec.hostNetwork === true),
      }
    : pod.spec;
  if (pod.isAdmitted) return { spec: made, doubts: [] };
  let spec = made;
  for (const step of [selectNode, defaultSeconds, restrictTolerations, runInClass]) {
    const next = step(spec, pod, world);
    if ("refusal" in next) return { spec, refusal: next.refusal, doubts: [] };
    if ("doubt" in next) return { spec: next.spec, doubts: [next.doubt] };
    spec = next.spec;
  }
  return { spec, doubts: [] };
}

type Step =
  | { readonly spec: PodSpec; readonly doubt?: never }
  | { readonly spec: PodSpec; readonly doubt: PlacementReason }
  | { readonly refusal: PlacementReason };

function selectNode(spec: PodSpec, pod: PlacementPod, world: AdmissionWorld): Step {
  if (!world.enabled.has("PodNodeSelector")) return { spec };
  const { written, wanted, whitelist } = selectorsFor(pod, world);
  const own = spec.nodeSelector ?? {};
  if (!wanted || !whitelist)
    return { refusal: byNamespace(pod, world, "has a node selector that cannot be read") };
  if (!isWithin(wanted, own, "where both have it")) {
    const message = `its node selector ${quote(written)} conflicts with that of the pod`;
    return { refusal: byNamespace(pod, world, message) };
  }
  const nodeSelector = { ...wanted, ...own };
  if (Object.keys(whitelist).length > 0 && !isWithin(nodeSelector, whitelist, "all"))
    return { refusal: byNamespace(pod, world, "may not select nodes by these labels") };
  return { spec: { ...spec, nodeSelector } };
}

type NodeLabels = Readonly<Record<string, string>>;

function selectorsFor(
  { namespace }: PlacementPod,
  world: AdmissionWorld,
): {
  readonly written: string;
  readonly wanted: NodeLabels | undefined;
  readonly whitelist: NodeLabels | undefined;
} {
  const { nodeSelectors } = world.plugins;
  const annotation = annotationsOf(world)[NODE_SELECTOR_ANNOTATION];
  const written = annotation ?? nodeSelectors["clusterDefaultNodeSelector"] ?? "";
  return {
    written,
    wanted: nodeSelectorOfText(written, isLabel),
    whitelist: nodeSelectorOfText(nodeSelectors[namespace] ?? "", isLabel),
  };
}

function isWithin(
  some: NodeLabels,
  others: NodeLabels,
  how: "all" | "where both have it",
): boolean {
  return Object.entries(some).every(([key, value]) =>
    Object.hasOwn(others, key) ? others[key] === value : how !== "all",
  );
}

function isLabel(key: string, value: string): boolean {
  return isLabelKey(key) && isLabelValue(value);
}

const NODE_PROBLEMS = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

function defaultSeconds(spec: PodSpec): Step {
  const { tolerations = [] } = spec;
  const added = NODE_PROBLEMS.filter(
    (taint) =>
      !tolerations.some(
        ({ key = "", effect = "" }) =>
          (key === "" || key === taint) && (effect === "" || effect === "NoExecute"),
      ),
  ).map((key) => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 }));
  return { spec: added.length === 0 ? spec : { ...spec, tolerations: [...tolerations, ...added] } };
}

function restrictTolerations(spec: PodSpec, pod: PlacementPod, world: AdmissionWorld): Step {
  if (!world.enabled.has("PodTolerationRestriction")) return { spec };
  const annotations = annotationsOf(world);
  const defaults = tolerationsOfAnnotation(annotations[DEFAULT_TOLERATIONS_ANNOTATION]);
  const whitelist = tolerationsOfAnnotation(annotations[WHITELIST_ANNOTATION]);
  if (defaults === "invalid" || whitelist === "invalid")
    return { refusal: byNamespace(pod, world, "has tolerations that cannot be read") };
  const extra = [
    ...(defaults ?? world.plugins.defaultTolerations),
    ...(isBestEffort(spec) ? [] : [MEMORY_PRESSURE]),
  ];
  const own = spec.tolerations ?? [];
  const tolerations = extra.length > 0 ? mergeTolerations(own, extra) : own;
  if (isWhitelisted(tolerations, whitelist ?? world.plugins.whitelist))
    return { spec: { ...spec, tolerations } };
  return { refusal: byNamespace(pod, world, "its whitelist does not cover the pod's tolerations") };
}

const MEMORY_PRESSURE: Toleration = {
  key: "node.kubernetes.io/memory-pressure",
  operator: "Exists",
  effect: "NoSchedule",
};

// `GetPodQOS`: only processors and memory count, and zero is as nothing.
function isBestEffort({ containers = [], initContainers = [], resources }: PodSpec): boolean {
  return [...containers, ...initContainers, { resources }].every(({ resources: own }) =>
    [own?.requests, own?.limits].every((list) =>
      Object.entries(list ?? {}).every(
        ([name, value]) =>
          (name !== "cpu" && name !== "memory") || /^0*(?:\D|$)/.test(String(value)),
      ),
    ),
  );
}

function runInClass(spec: PodSpec, pod: PlacementPod, { runtimeClass }: AdmissionWorld): Step {
  const { runtimeClassName: name } = spec;
  if (name === undefined || name === "") return { spec };
  const found = runtimeClass(name);
  const path = ["spec", "runtimeClassName"];
  if (found === "absent")
    return { refusal: ofPod(pod, path, "no", `there is no RuntimeClass ${name}`) };
  if (found === "unknown")
    return {
      spec,
      doubt: ofPod(
        pod,
        path,
        "unknown",
        `the input does not show RuntimeClass ${name}, which may select nodes`,
      ),
    };
  const { nodeSelector, tolerations, overhead } = schedulingOf(found);
  const own = spec.nodeSelector ?? {};
  const conflict = Object.keys(nodeSelector).find(
    (key) => Object.hasOwn(own, key) && own[key] !== nodeSelector[key],
  );
  if (conflict !== undefined)
    return {
      refusal: ofPod(
        pod,
        ["spec", "nodeSelector", conflict],
        "no",
        `conflicts with RuntimeClass ${name}`,
      ),
    };
  const added = {
    ...spec,
    nodeSelector: { ...own, ...nodeSelector },
    ...(Object.keys(overhead).length > 0 && { overhead: quantities(overhead) }),
  };
  return {
    spec:
      found["scheduling"] === undefined
        ? added
        : { ...added, tolerations: mergeTolerations(spec.tolerations ?? [], tolerations) },
  };
}

function quantities(overhead: object): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(asJson(overhead)).filter(
      (each): each is [string, string | number] =>
        typeof each[1] === "string" || typeof each[1] === "number",
    ),
  );
}

function annotationsOf({ namespace }: AdmissionWorld): Readonly<Record<string, string>> {
  return namespace ? stringMapOf(namespace, "annotations") : {};
}

function byNamespace(
  pod: PlacementPod,
  { namespace }: AdmissionWorld,
  message: string,
): PlacementReason {
  const object = namespace
    ? referenceOf(namespace)
    : { apiVersion: "v1", kind: "Namespace", name: pod.namespace };
  return {
    rule: "admission",
    says: "no",
    object,
    path: ["metadata", "annotations"],
    message: `namespace ${object.name}: ${message}`,
  };
}

function ofPod(
  pod: PlacementPod,
  path: FieldPath,
  says: "no" | "unknown",
  message: string,
): PlacementReason {
  return { rule: "runtimeClass", says, object: pod.reference, path: pod.locate(path), message };
}

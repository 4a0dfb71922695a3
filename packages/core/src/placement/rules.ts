import type { FieldPath } from "../kubernetes/field-path.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { collide, hostPortsOf as readHostPorts } from "./host-ports.ts";
import type { PlacementNode, PlacementPod, PlacementReason, PlacementRule } from "./model.ts";
import { lackingLabel, matchNodeSelector, requiredNodeAffinity } from "./node-selector.ts";
import { companyOn, type PlacedOn, required } from "./pod-company.ts";
import { allocatableOf, isExtended, isScalar, requestsOf as readRequests } from "./resources.ts";
import { taintText, toleratesTaint, untoleratedTaint } from "./tolerations.ts";
import { spreadFault } from "./topology-spread.ts";
import { volumeFaults } from "./volumes.ts";

const requestsOf = rememberingEach(readRequests);
const hostPortsOf = rememberingEach(readHostPorts);

/** What rules look at besides the pod and the node. */
export interface RuleWorld {
  readonly snapshot: Snapshot;
  readonly nodes: readonly PlacementNode[];
  readonly placed: readonly PlacedOn[];
  readonly placedOn: (node: string) => readonly PlacedOn[];
  /** Whether all pods that are on nodes are known. */
  readonly knowsPods: boolean;
  readonly knowsNodes: boolean;
  readonly labelsOfNamespace: (namespace: string) => Labels;
  readonly comparing: boolean;
}

/** One question, with the pod as it is after admission. */
export interface Question {
  readonly pod: PlacementPod;
  readonly node: PlacementNode;
  readonly world: RuleWorld;
}

type Rule = (question: Question) => readonly PlacementReason[];

/** A reason that stands on the pod; the path is below its template. */
export function onPod(
  { pod }: Pick<Question, "pod">,
  rule: PlacementRule,
  says: PlacementReason["says"],
  where: { readonly path: FieldPath; readonly message: string },
): PlacementReason {
  return {
    rule,
    says,
    object: pod.reference,
    path: pod.locate(where.path),
    message: where.message,
  };
}

function onNode(
  { node }: Question,
  rule: PlacementRule,
  says: PlacementReason["says"],
  where: { readonly path: FieldPath; readonly message: string },
): PlacementReason {
  return { rule, says, object: node.reference, ...where };
}

const AFFINITY = [
  "spec",
  "affinity",
  "nodeAffinity",
  "requiredDuringSchedulingIgnoredDuringExecution",
];

/** `spec.nodeSelector` and required node affinity, of the scheduler and the kubelet alike. */
export const affinity: Rule = (question) => {
  const { spec } = question.pod;
  const { labels, name } = question.node;
  const key = lackingLabel(spec.nodeSelector, labels);
  if (key !== undefined) {
    const wanted = spec.nodeSelector?.[key] ?? "";
    const has = Object.hasOwn(labels, key)
      ? `has ${key}=${labels[key] ?? ""}`
      : `has no label ${key}`;
    return [
      onPod(question, "nodeSelector", "no", {
        path: ["spec", "nodeSelector", key],
        message: `asks for ${key}=${wanted}, and node ${name} ${has}`,
      }),
    ];
  }
  const selector = requiredNodeAffinity(spec);
  const match = selector && matchNodeSelector(selector, question.node);
  if (!match || match.matches) return [];
  const message = match.isInvalid
    ? `no valid term selects node ${name}`
    : `no term selects node ${name}`;
  return [onPod(question, "nodeAffinity", "no", { path: AFFINITY, message })];
};

/** Taints that keep the scheduler away: `Filter` of the plugin TaintToleration. */
export const schedulingTaints: Rule = (question) =>
  untolerated(question, ["NoSchedule", "NoExecute"]);

/** What the kubelet refuses a pod for, and what evicts one that runs: pkg/kubelet/lifecycle/predicate.go, pkg/controller/tainteviction. */
export const executionTaints: Rule = (question) => untolerated(question, ["NoExecute"]);

function untolerated(question: Question, effects: readonly string[]): readonly PlacementReason[] {
  const { node, pod, world } = question;
  const tolerations = pod.spec.tolerations ?? [];
  const index = untoleratedTaint(node.taints, tolerations, { effects, comparing: world.comparing });
  const taint = node.taints[index];
  if (!taint) return [];
  const message = `no toleration of the pod tolerates ${taintText(taint)}`;
  return [onNode(question, "taints", "no", { path: ["spec", "taints", index], message })];
}

/** What NoSchedule would refuse, of a pod that the scheduler is not asked about. */
export const passedTaints: Rule = (question) =>
  untolerated(question, ["NoSchedule"]).map((reason) => ({
    ...reason,
    says: "yes",
    message: `${reason.message}, and the scheduler, which would heed it, is not asked`,
  }));

/** `kubectl cordon` counts as a taint: the plugin NodeUnschedulable. */
export const unschedulable: Rule = (question) => {
  const { node, pod, world } = question;
  const taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
  const isTolerated = (pod.spec.tolerations ?? []).some((each) =>
    toleratesTaint(each, taint, world.comparing),
  );
  if (!node.unschedulable || isTolerated) return [];
  const message = "the node takes no new pods";
  return [onNode(question, "unschedulable", "no", { path: ["spec", "unschedulable"], message })];
};

/** A pod that waits for its gates is not scheduled. */
export const schedulingGates: Rule = (question) => {
  const [gate] = question.pod.spec.schedulingGates ?? [];
  if (!gate) return [];
  const message = `waits for gate ${gate.name}`;
  return [
    onPod(question, "schedulingGates", "no", { path: ["spec", "schedulingGates", 0], message }),
  ];
};

const OS_LABEL = "kubernetes.io/os";

/** The kubelet refuses pods of another system: `rejectPodAdmissionBasedOnOSField` and `…OSSelector`. */
export const operatingSystem: Rule = (question) => {
  const { node, pod } = question;
  const system = node.labels[OS_LABEL] ?? "linux";
  const wanted = pod.spec.os?.name;
  const label = Object.hasOwn(pod.labels, OS_LABEL) ? pod.labels[OS_LABEL] : undefined;
  const message = `is for another system than that of node ${node.name}, ${system}`;
  if (wanted !== undefined && wanted !== system)
    return [onPod(question, "os", "no", { path: ["spec", "os", "name"], message })];
  if (label === undefined || label === system) return [];
  return [onPod(question, "os", "no", { path: ["metadata", "labels", OS_LABEL], message })];
};

function onTheNode({ pod, node, world }: Question): readonly PlacedOn[] {
  return world.placedOn(node.name).filter((each) => !isSamePod(each.pod, pod));
}

function isSamePod(a: PlacementPod, b: PlacementPod): boolean {
  return (
    a.name === b.name &&
    a.name !== "" &&
    namespaceOf(a.reference) === namespaceOf(b.reference) &&
    a.reference.kind === b.reference.kind
  );
}

/** Ports of the node that another pod has: the plugin NodePorts. */
export const hostPorts: Rule = (question) => {
  const wanted = hostPortsOf(question.pod.spec);
  if (wanted.length === 0) return [];
  for (const { pod: other } of onTheNode(question)) {
    const taken = hostPortsOf(other.spec);
    const port = wanted.find((each) => taken.some((theirs) => collide(each, theirs)));
    if (!port) continue;
    const message = `${port.protocol} ${port.port} of the node is taken by pod ${other.namespace}/${other.name}`;
    return [onPod(question, "hostPorts", "no", { path: port.path, message })];
  }
  const [first] = wanted;
  if (question.world.knowsPods || !first) return [];
  const message =
    "the input does not show which pods are on the node, and whether one has this port";
  return [onPod(question, "hostPorts", "unknown", { path: first.path, message })];
};

/** Whether the node has room, where it says what it has: the plugin NodeResourcesFit. */
export const resources: Rule = (question) => fits(question, true);

/** The same for the kubelet, which knows nothing of resources that its node does not have: `removeMissingExtendedResources`. */
export const kubeletResources: Rule = (question) => fits(question, false);

function fits(question: Question, countsMissing: boolean): readonly PlacementReason[] {
  const { allocatable } = question.node;
  if (!allocatable) return [];
  const others = onTheNode(question).map(({ pod }) => requestsOf(pod.spec));
  const of = (says: "no" | "unknown", message: string): PlacementReason =>
    onNode(question, "resources", says, { path: ["status", "allocatable"], message });
  const isFull =
    allocatable.has("pods") && BigInt(others.length) + 1n > allocatableOf(allocatable, "pods");
  const full = isFull ? [of("no", "as many pods as the node takes are on it")] : [];
  const rest = [...requestsOf(question.pod.spec)].flatMap(([name, wanted]) => {
    const isMissing = !countsMissing && isExtended(name) && !allocatable.has(name);
    if (wanted === 0n || !isCounted(name) || isMissing) return [];
    const used = others.reduce((sum, each) => sum + (each.get(name) ?? 0n), 0n);
    if (wanted > allocatableOf(allocatable, name) - used)
      return [of("no", `too little ${name} is left for the pod`)];
    return question.world.knowsPods
      ? []
      : [of("unknown", `the input does not show what other pods leave of the node's ${name}`)];
  });
  return [...full, ...rest];
}

function isCounted(name: string): boolean {
  return ["cpu", "memory", "ephemeral-storage"].includes(name) || isScalar(name);
}

/** Required pod affinity and anti-affinity, of the pod and of those that are there: the plugin InterPodAffinity. */
export const company: Rule = (question) => {
  const { pod, node, world } = question;
  const found = companyOn(pod, node, {
    placed: world.placed,
    isItself: (other) => isSamePod(other, pod),
    labelsOfNamespace: world.labelsOfNamespace,
  });
  const at = (side: string, term: number): FieldPath => [
    ...["spec", "affinity", side, "requiredDuringSchedulingIgnoredDuringExecution"],
    term,
  ];
  const reasons: PlacementReason[] = [];
  const isKnown = world.knowsPods && world.knowsNodes;
  if (found.lacking !== undefined)
    reasons.push(
      onPod(question, "podAffinity", isKnown ? "no" : "unknown", {
        path: at("podAffinity", found.lacking),
        message: isKnown
          ? "no pod that it has to be with is there"
          : "the input does not show all pods that it may have to be with",
      }),
    );
  if (found.avoided)
    reasons.push(
      onPod(question, "podAntiAffinity", "no", {
        path: at("podAntiAffinity", found.avoided.term),
        message: `keeps away from pod ${found.avoided.pod.namespace}/${found.avoided.pod.name}`,
      }),
    );
  else if (!isKnown && required(pod.spec.affinity?.podAntiAffinity).length > 0)
    reasons.push(
      onPod(question, "podAntiAffinity", "unknown", {
        path: at("podAntiAffinity", 0),
        message: "the input does not show all pods that it keeps away from",
      }),
    );
  if (found.avoiding) {
    const { pod: other, term } = found.avoiding;
    reasons.push({
      rule: "podAntiAffinity",
      says: "no",
      object: other.reference,
      path: other.locate(at("podAntiAffinity", term)),
      message: `pod ${other.namespace}/${other.name} is there and keeps it away`,
    });
  }
  return reasons;
};

/** Topology spread with DoNotSchedule. */
export const spread: Rule = (question) => {
  const { pod, node, world } = question;
  const strict = (pod.spec.topologySpreadConstraints ?? []).findIndex(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === "DoNotSchedule",
  );
  if (strict < 0) return [];
  const path = (index: number): FieldPath => ["spec", "topologySpreadConstraints", index];
  if (!world.knowsPods || !world.knowsNodes) {
    const message = "the input does not show all pods and nodes that it is spread over";
    return [onPod(question, "topologySpread", "unknown", { path: path(strict), message })];
  }
  const placed = world.placed.filter((each) => !isSamePod(each.pod, pod));
  const fault = spreadFault(pod, node, { ...world, placed });
  if (!fault) return [];
  const { constraint, message } = fault;
  return [onPod(question, "topologySpread", "no", { path: path(constraint), message })];
};

/** Volumes that are on some nodes only. */
export const volumes: Rule = ({ pod, node, world }) =>
  volumeFaults(pod, node, world.snapshot).map((fault) => ({ rule: "volumes", ...fault }));

/** All reasons of several rules. */
export function allOf(rules: readonly Rule[]): Rule {
  return (question) => rules.flatMap((rule) => rule(question));
}

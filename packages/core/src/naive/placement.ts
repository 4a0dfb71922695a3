import type { JsonValue } from "../kubernetes/json.ts";
import { at, items, nameOf, pairs, text, texts } from "./json.ts";
import type { NaivePod } from "./pods.ts";

/** Whether a pod may ever run on a node, by what does not pass by itself. What RuntimeClasses add is left out, which keeps nobody away. */
export function mayRun(pod: NaivePod, node: JsonValue): boolean {
  const { spec } = pod;
  const named = text(spec, "nodeName");
  if (named !== "" && named !== nameOf(node)) return false;
  const isRunning = named !== "" && pod.isFromCluster && pod.phase === "Running";
  return (isRunning || isSelected(spec, node)) && isTolerated(pod, node);
}

function isTolerated({ spec, kind, annotations }: NaivePod, node: JsonValue): boolean {
  const isNamed = text(spec, "nodeName") !== "";
  const source = annotations.get("kubernetes.io/config.source") ?? "api";
  if (isNamed && source !== "api") return true;
  const counts = isNamed && kind !== "DaemonSet" ? ["NoExecute"] : ["NoSchedule", "NoExecute"];
  const added = kind === "DaemonSet" ? DAEMON : [];
  const tolerations = [...items(spec, "tolerations"), ...added, ...PROBLEMS];
  return items(node, "spec.taints")
    .filter((taint) => counts.includes(text(taint, "effect")))
    .every((taint) => tolerations.some((each) => tolerates(each, taint)));
}

// What admission adds for nodes in trouble: with it more pods may run, which is the safe side here.
const PROBLEMS: readonly JsonValue[] = ["not-ready", "unreachable"].map((name) => ({
  key: `node.kubernetes.io/${name}`,
  operator: "Exists",
  effect: "NoExecute",
}));

const DAEMON: readonly JsonValue[] = [
  "disk-pressure",
  "memory-pressure",
  "pid-pressure",
  "unschedulable",
  "network-unavailable",
].map((name) => ({ key: `node.kubernetes.io/${name}`, operator: "Exists", effect: "NoSchedule" }));

function tolerates(toleration: JsonValue, taint: JsonValue): boolean {
  const [key, effect, operator] = ["key", "effect", "operator"].map((field) =>
    text(toleration, field),
  );
  if (effect !== "" && effect !== text(taint, "effect")) return false;
  if (key !== "" && key !== text(taint, "key")) return false;
  if (operator === "Exists") return true;
  // Numbers are compared by operators that keep few away: as if they tolerated.
  if (operator === "Gt" || operator === "Lt") return true;
  return text(toleration, "value") === text(taint, "value");
}

function isSelected(spec: JsonValue, node: JsonValue): boolean {
  const labels = pairs(node, "metadata.labels");
  for (const [key, value] of pairs(spec, "nodeSelector"))
    if (labels.get(key) !== value) return false;
  const required = at(spec, "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution");
  if (required === undefined) return true;
  return items(required, "nodeSelectorTerms").some((term) => {
    const expressions = items(term, "matchExpressions");
    const fields = items(term, "matchFields");
    if (expressions.length + fields.length === 0) return false;
    return (
      expressions.every((each) => isMet(each, labels.get(text(each, "key")))) &&
      fields.every((each) => isMet(each, text(each, "key") === "metadata.name" ? nameOf(node) : ""))
    );
  });
}

function isMet(requirement: JsonValue, value: string | undefined): boolean {
  const values = texts(requirement, "values");
  const operator = text(requirement, "operator");
  if (value === undefined) return operator === "NotIn" || operator === "DoesNotExist";
  if (operator === "In") return values.includes(value);
  if (operator === "NotIn") return !values.includes(value);
  if (operator === "Gt") return Number(value) > Number(values[0]);
  return operator === "Lt" ? Number(value) < Number(values[0]) : operator === "Exists";
}

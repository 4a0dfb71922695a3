import type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodSpec,
  PreferredSchedulingTerm,
} from "../kubernetes/api/types.ts";
import { isInt64 } from "../kubernetes/selector-text.ts";
import { isLabelKey, isLabelValue, type Labels } from "../kubernetes/selectors.ts";

/** What a node selector looks at. */
export interface SelectedNode {
  /** "" where it has none: then `matchFields` counts for nothing. */
  readonly name: string;
  readonly labels: Labels;
}

/** Whether a node selector selects a node, and whether a term that decides is one that the API server would refuse. */
export interface NodeMatch {
  readonly matches: boolean;
  readonly isInvalid: boolean;
}

/**
 * Terms are alternatives, an empty one selects nothing, one with an error counts only as not matching:
 * `LazyErrorNodeSelector` of k8s.io/component-helpers/scheduling/corev1/nodeaffinity.
 */
export function matchNodeSelector(
  { nodeSelectorTerms = [] }: NodeSelector,
  node: SelectedNode,
): NodeMatch {
  let isInvalid = false;
  for (const term of nodeSelectorTerms) {
    const matches = matchTerm(term, node);
    if (matches === true) return { matches: true, isInvalid: false };
    isInvalid ||= matches === undefined;
  }
  return { matches: false, isInvalid };
}

/** Undefined: the term is invalid. */
function matchTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  node: SelectedNode,
): boolean | undefined {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  if (!matchExpressions.every(isValid) || !matchFields.every(isValidField)) return undefined;
  if (!matchExpressions.every((each) => matchExpression(each, node.labels))) return false;
  return node.name === "" || matchFields.every((each) => matchField(each, node));
}

const COUNTS: ReadonlyMap<string, (count: number) => boolean> = new Map([
  ["In", (count) => count > 0],
  ["NotIn", (count) => count > 0],
  ["Exists", (count) => count === 0],
  ["DoesNotExist", (count) => count === 0],
  ["Gt", (count) => count === 1],
  ["Lt", (count) => count === 1],
]);

// `labels.NewRequirement`.
function isValid({ key = "", operator = "", values = [] }: NodeSelectorRequirement): boolean {
  const isCount = COUNTS.get(operator);
  if (!isCount?.(values.length) || !isLabelKey(key)) return false;
  const compares = operator === "Gt" || operator === "Lt";
  return values.every((value) => isLabelValue(value) && (!compares || isInt64(value)));
}

function isValidField({ operator = "", values = [] }: NodeSelectorRequirement): boolean {
  return (operator === "In" || operator === "NotIn") && values.length === 1;
}

function matchExpression(requirement: NodeSelectorRequirement, labels: Labels): boolean {
  const { key = "", operator, values = [] } = requirement;
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined) return operator === "NotIn" || operator === "DoesNotExist";
  if (operator === "In") return values.includes(value);
  if (operator === "NotIn") return !values.includes(value);
  return operator === "Exists" || isBeyond(value, values[0] ?? "", operator);
}

function isBeyond(value: string, limit: string, operator: string | undefined): boolean {
  if (!isInt64(value) || !isInt64(limit)) return false;
  const [own, other] = [integerOf(value), integerOf(limit)];
  return operator === "Gt" ? own > other : operator === "Lt" && own < other;
}

// BigInt reads no plus.
function integerOf(text: string): bigint {
  return BigInt(text.replace("+", ""));
}

// Fields other than metadata.name are empty, as those of a node that the selector is asked about.
function matchField(
  { key = "", operator = "", values = [] }: NodeSelectorRequirement,
  { name }: SelectedNode,
): boolean {
  const isEqual = (key === "metadata.name" ? name : "") === values[0];
  return operator === "In" ? isEqual : !isEqual;
}

/**
 * How much a pod prefers a node by its preferred node affinity, which the scheduler weighs and which keeps nothing away:
 * `PreferredSchedulingTerms`; undefined where a term is one that the API server would refuse.
 */
export function preferredScore(
  terms: readonly PreferredSchedulingTerm[],
  node: SelectedNode,
): number | undefined {
  let score = 0;
  for (const { weight = 0, preference = {} } of terms) {
    const matches = weight === 0 ? false : matchTerm(preference, node);
    if (matches === undefined) return undefined;
    if (matches) score += weight;
  }
  return score;
}

/** The label of `spec.nodeSelector` that a node lacks; undefined where it has all. */
export function lackingLabel(
  nodeSelector: PodSpec["nodeSelector"],
  labels: Labels,
): string | undefined {
  return Object.entries(nodeSelector ?? {}).find(
    ([key, value]) => !Object.hasOwn(labels, key) || labels[key] !== value,
  )?.[0];
}

/** `spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`. */
export function requiredNodeAffinity({ affinity }: PodSpec): NodeSelector | undefined {
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
}

import type { LabelSelector } from "../../kubernetes/api/types.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import { compileSelector, type SelectorProblem } from "../../kubernetes/selectors.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { ciliumConfigOf } from "../cilium-config.ts";
import {
  type Attribute,
  allOf,
  type EndpointQuery,
  EVERY_ENDPOINT,
  NO_ENDPOINT,
} from "../endpoint-query.ts";
import type { PolicyProblem } from "../policy.ts";

/** What reading one of Cilium's policies needs, and where its problems go. */
export interface CiliumPlace {
  readonly object: ObjectReference;
  /** Undefined for a CiliumClusterwideNetworkPolicy. */
  readonly namespace: string | undefined;
  readonly snapshot: Snapshot;
  readonly problems: PolicyProblem[];
}

export function reportCilium(
  { object, problems }: CiliumPlace,
  path: FieldPath,
  message: string,
): void {
  problems.push({ object, path, message });
}

/** An endpoint selector: pods by their labels, and what has a reserved label instead. */
export interface CiliumSelector {
  /** The pods, of any namespace unless it names some. */
  readonly query: EndpointQuery;
  readonly namesNamespace: boolean;
  /** Whether it asks for reserved labels: then it is about everything that has labels, pods or not. */
  readonly namesReserved: boolean;
  /** Whether it selects what has this reserved label and no other. */
  readonly selectsReserved: (name: string) => boolean;
  /** Why what it selects may not be selected. */
  readonly doubt: string | undefined;
}

const NAMESPACE = "io.kubernetes.pod.namespace";
const NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels.";
const SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";
const CLUSTER = "io.cilium.k8s.policy.cluster";
const RESERVED = "reserved:";

/**
 * Reads an EndpointSelector: pkg/policy/api/selector.go, pkg/policy/types/requirements.go and
 * pkg/k8s/apis/cilium.io/utils/utils.go of cilium/cilium. Keys may have a source before them (`k8s:`, `any:`;
 * pkg/labels/labels.go); those of the namespace and of the service account have names of their own.
 */
export function ciliumSelector(value: JsonValue, path: FieldPath, at: CiliumPlace): CiliumSelector {
  const { value: selector, problems } = decodeStructure("LabelSelector", value);
  const bad = problems.find(({ kind }) => kind === "wrong-type");
  if (bad) reportCilium(at, [...path, ...bad.path], bad.message);
  for (const { path: below, message } of selectorProblemsOf(selector))
    reportCilium(at, [...path, ...below], message);
  const requirements = requirementsOf(selector);
  const { clusterName } = ciliumConfigOf(at.snapshot);
  const asksCluster = requirements.some(
    ({ key, operator }) => key === CLUSTER && (operator === "In" || operator === "NotIn"),
  );
  return {
    query: allOf(requirements.map((each) => queryOf(each, clusterName))),
    namesNamespace: requirements.some(
      ({ key }) => key === NAMESPACE || key.startsWith(NAMESPACE_LABELS),
    ),
    namesReserved: requirements.some(({ key }) => key.startsWith(RESERVED)),
    selectsReserved: (name) =>
      requirements.every((each) =>
        isMet(each, each.key === RESERVED + name ? RESERVED_VALUE : undefined),
      ),
    doubt:
      asksCluster && clusterName === undefined
        ? "only in the cluster that the selector names"
        : undefined,
  };
}

const RESERVED_VALUE = "";

/** What pkg/labels/validation.go refuses: keys may have a source of letters and digits before a colon. */
export function selectorProblemsOf(selector: LabelSelector): readonly SelectorProblem[] {
  const keys = keysOf(selector).map((key) => key.split(":"));
  const isSource = ([source = "", ...rest]: readonly string[]): boolean =>
    rest.length === 0 || (rest.length === 1 && /^[A-Za-z0-9]+$/.test(source));
  if (!keys.every(isSource))
    return [
      { path: [], message: "a key has at most one source, of letters and digits, before a colon" },
    ];
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const bare = (key: string): string => key.slice(key.indexOf(":") + 1);
  const withoutSources: LabelSelector = {
    matchExpressions: [
      ...Object.entries(matchLabels).map(([key, value]) => ({
        key: bare(key),
        operator: "In",
        values: [value],
      })),
      ...matchExpressions.map((each) => ({ ...each, key: bare(each.key ?? "") })),
    ],
  };
  return compileSelector(withoutSources).problems.map(({ message }) => ({
    path: [],
    message: `the selector is refused: a key or value ${message}`,
  }));
}

interface Requirement {
  /** Without a source that labels of pods have. */
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function requirementsOf({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelector): readonly Requirement[] {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => ({
      key: withoutSource(key),
      operator: "In",
      values: [value],
    })),
    ...matchExpressions.map(({ key = "", operator = "", values = [] }) => ({
      key: withoutSource(key),
      operator,
      values,
    })),
  ];
}

function isMet({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    default:
      return value === undefined;
  }
}

// Every pod is of the one cluster that the input shows; none has a reserved label.
function queryOf(requirement: Requirement, clusterName: string | undefined): EndpointQuery {
  const { key, operator, values } = requirement;
  if (key.startsWith(RESERVED)) return constant(isMet(requirement, undefined));
  if (key === CLUSTER) {
    const isAsked = operator === "In" || operator === "NotIn";
    return isAsked && clusterName === undefined
      ? EVERY_ENDPOINT
      : constant(isMet(requirement, clusterName ?? ""));
  }
  const attribute = attributeOf(key);
  const among: EndpointQuery = { is: "in", attribute, values };
  const present: EndpointQuery = { is: "present", attribute };
  switch (operator) {
    case "In":
      return among;
    case "NotIn":
      return { is: "not", query: among };
    case "Exists":
      return present;
    default:
      return { is: "not", query: present };
  }
}

function constant(isTrue: boolean): EndpointQuery {
  return isTrue ? EVERY_ENDPOINT : NO_ENDPOINT;
}

function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key = "" }) => key)];
}

function withoutSource(key: string): string {
  return key.replace(/^(?:k8s|any):/, "");
}

function attributeOf(key: string): Attribute {
  if (key === NAMESPACE) return "namespace";
  if (key === SERVICE_ACCOUNT) return "serviceAccount";
  return key.startsWith(NAMESPACE_LABELS)
    ? `namespaceLabel:${key.slice(NAMESPACE_LABELS.length)}`
    : `label:${key}`;
}

import type { LabelSelector, LabelSelectorRequirement } from "../../kubernetes/api/types.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { type Attribute, allOf, type EndpointQuery } from "../endpoint-query.ts";
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

/**
 * An endpoint selector: pods by their labels, or an entity that it names as `reserved:host`. `doubt`: why what it selects
 * may not be selected.
 */
export type CiliumSelector =
  | {
      readonly query: EndpointQuery;
      readonly namesNamespace: boolean;
      readonly doubt: string | undefined;
    }
  | { readonly entity: string };

const NAMESPACE = "io.kubernetes.pod.namespace";
const NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels.";
const SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";
const CLUSTER = "io.cilium.k8s.policy.cluster";

const RESERVED = /^(?:reserved[:.]|\$)/;

/**
 * Reads an EndpointSelector: pkg/policy/api/selector.go and pkg/k8s/apis/cilium.io/utils/utils.go of cilium/cilium. Keys may
 * have a source before them (`k8s:`, `any:`; pkg/labels/labels.go); those of the namespace and of the service account have
 * names of their own.
 */
export function ciliumSelector(value: JsonValue, path: FieldPath, at: CiliumPlace): CiliumSelector {
  const { value: selector, problems } = decodeStructure("LabelSelector", value);
  const bad = problems.find(({ kind }) => kind === "wrong-type");
  if (bad) reportCilium(at, [...path, ...bad.path], bad.message);
  const keys = keysOf(selector);
  const reserved = keys.find((key) => RESERVED.test(key));
  if (reserved !== undefined) {
    if (!isPresenceAlone(selector))
      reportCilium(at, path, `what ${reserved} means beside other requirements is not evaluated`);
    return { entity: reserved.replace(RESERVED, "") };
  }
  const labels = Object.entries(selector.matchLabels ?? {}).flatMap(([key, wanted]) =>
    equal(attributeOf(key), wanted),
  );
  const expressions = (selector.matchExpressions ?? []).flatMap((expression, index) =>
    requirement(expression, [...path, "matchExpressions", index], at),
  );
  const namesNamespace = keys
    .map(withoutSource)
    .some((key) => key === NAMESPACE || key.startsWith(NAMESPACE_LABELS));
  return {
    query: allOf([...labels, ...expressions]),
    namesNamespace,
    doubt: asksCluster(selector) ? "only in the cluster that the selector names" : undefined,
  };
}

function isPresenceAlone({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const values = Object.values(matchLabels);
  if (values.length + matchExpressions.length !== 1) return false;
  return values[0] === "" || matchExpressions[0]?.operator === "Exists";
}

function asksCluster({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const isCluster = (key: string): boolean => withoutSource(key) === CLUSTER;
  return (
    Object.keys(matchLabels).some(isCluster) ||
    matchExpressions.some(({ key = "", operator }) => isCluster(key) && operator !== "Exists")
  );
}

function requirement(
  { key = "", operator, values = [] }: LabelSelectorRequirement,
  path: FieldPath,
  at: CiliumPlace,
): EndpointQuery[] {
  const attribute = attributeOf(key);
  // Every endpoint is of the one cluster that the input shows, whose name it does not show.
  if (attribute === undefined) return [];
  const among: EndpointQuery = { is: "in", attribute, values };
  const present: EndpointQuery = { is: "present", attribute };
  switch (operator) {
    case "In":
      return [among];
    case "NotIn":
      return [{ is: "not", query: among }];
    case "Exists":
      return [present];
    case "DoesNotExist":
      return [{ is: "not", query: present }];
    case undefined:
    default:
      reportCilium(at, [...path, "operator"], "an operator is In, NotIn, Exists or DoesNotExist");
      return [];
  }
}

function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key = "" }) => key)];
}

function equal(attribute: Attribute | undefined, value: string): EndpointQuery[] {
  return attribute === undefined ? [] : [{ is: "in", attribute, values: [value] }];
}

function withoutSource(key: string): string {
  return key.replace(/^(?:k8s|any):/, "");
}

function attributeOf(key: string): Attribute | undefined {
  const name = withoutSource(key);
  if (name === NAMESPACE) return "namespace";
  if (name === SERVICE_ACCOUNT) return "serviceAccount";
  if (name === CLUSTER) return undefined;
  return name.startsWith(NAMESPACE_LABELS)
    ? `namespaceLabel:${name.slice(NAMESPACE_LABELS.length)}`
    : `label:${name}`;
}

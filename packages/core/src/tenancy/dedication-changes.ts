import { type AccessRequest, resourceRequest } from "../access/request.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { asJson, objectAt } from "../kubernetes/json-fields.ts";
import type { PlacementPod } from "../placement/index.ts";
import { SYSTEM_NAMESPACES } from "../snapshot/completeness.ts";
import type { AdmissionQuestion } from "./admission.ts";
import { podOf } from "./crafted-pods.ts";
import { refusalOf } from "./dedication-creatable.ts";
import {
  type Asked,
  type Breach,
  type DedicationException,
  firstOpen,
  topPods,
} from "./dedication-model.ts";
import { exceptedDaemonSets } from "./dedication-policies.ts";
import { exceptedIn } from "./known-policies.ts";
import { type Holder, holdersOf, podBinding } from "./pod-makers.ts";

/** DaemonSets whose pods come to the pool, and which somebody changes. */
export function changedExceptions(
  asked: Asked,
  exceptions: readonly DedicationException[],
): readonly Breach[] {
  const { cluster, tenant } = asked;
  const names = new Set([
    ...exceptedDaemonSets(exceptions),
    ...exceptedIn(cluster.snapshot, tenant),
  ]);
  return [...names].sort().flatMap((each) => {
    const [namespace = "", name = ""] = each.split("/");
    const requests = ["create", "update", "patch"].map((verb) =>
      resourceRequest({ verb, group: "apps", resource: "daemonsets", namespace, name }),
    );
    return byHolders(asked, requests, {
      side: "keep-out-creatable",
      message: `what DaemonSet ${each} runs can be changed, and its pods come to the pool`,
      policy: "exceptions",
      questions: ({ user }) => [daemonSetChange(asked, namespace, name, user)],
    });
  });
}

function daemonSetChange(
  { cluster }: Asked,
  namespace: string,
  name: string,
  user: Holder["user"],
): AdmissionQuestion {
  const found = cluster.snapshot
    .ofKind("apps", "DaemonSet")
    .find(({ reference }) => reference.name === name && reference.namespace === namespace);
  const made = { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name, namespace } };
  const before = found ? asJson(found.object) : undefined;
  const annotations = { "watertight.dev/changed": "true" };
  const spec = { tolerations: [{ operator: "Exists" }], containers: [] };
  const template = { metadata: { annotations }, spec };
  return {
    ...{ operation: before ? "UPDATE" : "CREATE", user, subresource: "" },
    resource: { group: "apps", version: "v1", name: "daemonsets" },
    object: { ...(before ?? made), spec: { ...objectAt(before, "spec"), template } },
    oldObject: before ?? null,
  };
}

/** Pods of others that are there and that somebody may put on a node of the pool, past the scheduler. */
export function bindable(asked: Asked): readonly Breach[] {
  const { pool, own } = asked;
  const byNamespace = new Map<string, PlacementPod[]>();
  for (const pod of topPods(asked)) {
    if (own.has(pod.namespace) || SYSTEM_NAMESPACES.has(pod.namespace)) continue;
    byNamespace.set(pod.namespace, [...(byNamespace.get(pod.namespace) ?? []), pod]);
  }
  return [...byNamespace].flatMap(([namespace, pods]) => {
    const open = pods.flatMap((pod) => {
      const bound = pool.nodes.flatMap((node) => {
        const named = podOf(namespace, { ...pod.spec, nodeName: node.name });
        return firstOpen(asked, named, [node]) ? [node.name] : [];
      });
      return bound.length > 0 && !pod.ofDaemonSet ? [{ pod, node: bound[0] ?? "" }] : [];
    });
    const [first] = open;
    if (!first) return [];
    const what = `${first.pod.reference.kind} ${namespace}/${first.pod.name}`;
    return byHolders(asked, podBinding(namespace), {
      side: "keep-out-creatable",
      message: `pods of namespace ${namespace} can be bound to node ${first.node}, such as those of ${what}`,
      policy: "keep-out",
      questions: ({ user }) => [binding(namespace, first.node, user)],
    });
  });
}

function binding(namespace: string, node: string, user: Holder["user"]): AdmissionQuestion {
  return {
    ...{ operation: "CREATE", user, subresource: "binding", oldObject: null },
    resource: { group: "", version: "v1", name: "pods" },
    object: {
      ...{ apiVersion: "v1", kind: "Binding", metadata: { name: "made", namespace } },
      target: { apiVersion: "v1", kind: "Node", name: node },
    },
  };
}

interface Change {
  readonly side: Breach["side"];
  readonly message: string;
  readonly policy: Parameters<typeof refusalOf>[1];
  readonly questions: (holder: Holder) => readonly AdmissionQuestion[];
}

/** Whoever may make a change that no policy is known to refuse; those of whom it is not known apart. */
export function byHolders(
  asked: Asked,
  requests: readonly AccessRequest[],
  { side, message, policy, questions }: Change,
): readonly Breach[] {
  const found = new Map<string, Holder[]>();
  for (const holder of holdersOf(asked.cluster.access, requests)) {
    if (asked.administrators.has(holder.who)) continue;
    const refused = refusalOf(asked, policy, questions(holder));
    if (refused.is === "known") continue;
    const doubt = refused.is === "one" ? `, unless ${refused.by} refuses it` : "";
    found.set(doubt, [...(found.get(doubt) ?? []), holder]);
  }
  return [...found].map(([doubt, holders]) => ({
    ...{ side, holders },
    verdict: doubt === "" ? ("yes" as const) : ("unknown" as const),
    message: `${message}${doubt}`,
    proof: holders[0]?.proof ?? [],
  }));
}

/** An object without one field, or with it. */
export function withField(
  object: JsonObject,
  [key = "", ...rest]: readonly string[],
  value: JsonObject[string] | undefined,
): JsonObject {
  if (rest.length > 0) return { ...object, [key]: withField(objectAt(object, key), rest, value) };
  const { [key]: _, ...others } = object;
  return value === undefined ? others : { ...others, [key]: value };
}

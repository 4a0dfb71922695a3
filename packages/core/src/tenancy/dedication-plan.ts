import { type Cluster, createCluster } from "../cluster/cluster.ts";
import type { Taint, Toleration } from "../kubernetes/api/types.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import type { Edit } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { asJson, objectAt } from "../kubernetes/json-fields.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { type PlacementNode, type PlacementPod, toleratesTaint } from "../placement/index.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { type Dedication, dedicationOf } from "./dedication.ts";
import { dedicationPolicies } from "./dedication-policies.ts";
import { poolOf } from "./pool.ts";

/** What makes a pool a tenant's own, and what is said of the cluster that has it. */
export interface DedicationPlan {
  /** To be applied on the server's side: the fields that change, no others. */
  readonly documents: readonly KubernetesObject[];
  /** Judged again with all of it. */
  readonly after: Dedication;
  /** The cluster with all of it. */
  readonly cluster: Cluster;
  /** What no document can do, a whole sentence each. */
  readonly remarks: readonly string[];
}

/** Labels that kubelets may not change: the admission plugin NodeRestriction. */
const TENANT_KEY = "node-restriction.kubernetes.io/tenant";

/** Writes taints, labels, selectors, tolerations and policies, and judges the cluster again as it is with them. */
export function dedicationPlan(cluster: Cluster, dedication: Dedication): DedicationPlan {
  const { snapshot } = cluster;
  const { pool, tenant } = dedication;
  const taint: Taint = { key: TENANT_KEY, value: tenant.name, effect: "NoExecute" };
  const own = cluster.placement.pods.filter(
    ({ namespace, object }) =>
      tenant.namespaces.includes(namespace) && controllerReferenceOf(object) === undefined,
  );
  const changes = [
    ...pool.nodes.map((node) => ({ object: node.reference, edits: nodeEdits(node, taint) })),
    ...own.map((pod) => ({ object: pod.reference, edits: podEdits(pod, taint) })),
  ].filter(({ edits }) => edits.length > 0);
  const policies = dedicationPolicies(dedication, taint);
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  const documents: KubernetesObject[] = [];
  for (const { object, edits } of changes) {
    const entry = snapshot.find(object);
    const changed = entry && applyEdits(entry.object, edits);
    if (!entry || !changed || !("value" in changed) || !isKubernetesObject(changed.value)) continue;
    replaced.set(entry, changed.value);
    documents.push(partOf(entry.object, edits));
  }
  const origin = snapshot.objects[0]?.origin;
  const added = origin ? policies.map((object) => ({ object, origin })) : [];
  const planned = createCluster(snapshot.with({ replaced, added }));
  const again = poolOf(pool.name, planned.placement) ?? pool;
  return {
    documents: [...documents, ...policies],
    after: dedicationOf(planned, again, tenant),
    cluster: planned,
    remarks: remarksOn(own, dedication),
  };
}

function nodeEdits({ labels, taints }: PlacementNode, taint: Taint): readonly Edit[] {
  const { value = "" } = taint;
  const isThere = taints.some(
    ({ key, value: own, effect }) =>
      key === taint.key && own === taint.value && effect === taint.effect,
  );
  return [
    ...(labels[TENANT_KEY] === value
      ? []
      : [{ op: "add" as const, path: ["metadata", "labels", TENANT_KEY], value }]),
    ...(isThere
      ? []
      : [{ op: "add" as const, path: ["spec", "taints"], value: [...taints, taint].map(jsonOf) }]),
  ];
}

function podEdits({ spec, locate }: PlacementPod, taint: Taint): readonly Edit[] {
  const { tolerations = [], nodeSelector = {} } = spec;
  const { value = "" } = taint;
  const isTolerated = tolerations.some((each) => toleratesTaint(each, taint));
  const added: Toleration = { key: taint.key ?? "", operator: "Equal", value, effect: "NoExecute" };
  return [
    ...(nodeSelector[TENANT_KEY] === value
      ? []
      : [{ op: "add" as const, path: locate(["spec", "nodeSelector", TENANT_KEY]), value }]),
    ...(isTolerated
      ? []
      : [
          {
            op: "add" as const,
            path: locate(["spec", "tolerations"]),
            value: [...tolerations, added].map(jsonOf),
          },
        ]),
  ];
}

function jsonOf(value: Taint | Toleration): JsonObject {
  return Object.fromEntries(Object.entries(asJson(value)).filter(([, field]) => field !== ""));
}

/** The fields that change with what names their object, as `kubectl apply --server-side` takes them. */
function partOf(object: KubernetesObject, edits: readonly Edit[]): KubernetesObject {
  const { apiVersion, kind } = object;
  const { name = null, namespace } = objectAt(object, "metadata");
  let part: JsonObject = {
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  };
  for (const edit of edits) if (edit.op !== "remove") part = withAt(part, edit.path, edit.value);
  return { ...part, apiVersion, kind };
}

function withAt(object: JsonObject, path: FieldPath, value: JsonValue): JsonObject {
  const [key = "", ...rest] = path;
  const inner = objectAt(object, String(key));
  return { ...object, [key]: rest.length === 0 ? value : withAt(inner, rest, value) };
}

function remarksOn(own: readonly PlacementPod[], dedication: Dedication): readonly string[] {
  const bare = own.filter(({ reference }) => reference.kind === "Pod");
  const changers = dedication.breaches.flatMap(({ side, holders }) =>
    side === "label-integrity" ? holders.map(({ who }) => who) : [],
  );
  return [
    ...(bare.length > 0
      ? [
          `Pods cannot be changed while they run; make anew: ${bare.map(({ namespace, name }) => `${namespace}/${name}`).join(", ")}.`,
        ]
      : []),
    ...(changers.length > 0
      ? [
          `Whoever may change nodes can undo it; take update and patch of nodes away from: ${changers.join(", ")}.`,
        ]
      : []),
    ...cloudRemarks(dedication),
    "The policies are written, not evaluated: what they are to refuse stays unknown here.",
  ];
}

/** Where nodes stand in a cloud no object of the cluster changes. */
function cloudRemarks({ sides, pool }: Dedication): readonly string[] {
  const holds = (wanted: string): string | undefined =>
    sides.find(({ side }) => side === wanted)?.holds;
  return [
    ...(holds("subnets") === "no"
      ? [
          `Make a node pool in subnets of its own for ${pool.name}: those of one that is there stay.`,
        ]
      : []),
    ...(holds("security-groups") === "no"
      ? [
          `Give the nodes of ${pool.name} security groups of their own, by their launch template, subnet or tags.`,
        ]
      : []),
  ];
}

import { type Cluster, createCluster } from "../cluster/cluster.ts";
import type { Taint, Toleration } from "../kubernetes/api/types.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import type { Edit } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { asJson, objectAt } from "../kubernetes/json-fields.ts";
import {
  isKubernetesObject,
  type KubernetesObject,
  type ObjectReference,
  referenceOf,
} from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { type PlacementNode, type PlacementPod, toleratesTaint } from "../placement/index.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import {
  type AdministratorBinding,
  administratorBindings,
  administratorsOf,
} from "./administrators.ts";
import { closedBy } from "./close.ts";
import { type Dedication, dedicationOf } from "./dedication.ts";
import type { DedicationSettings } from "./dedication-model.ts";
import {
  dedicationPolicies,
  exceptedDaemonSets,
  TENANT_KEY,
  taintOf,
} from "./dedication-policies.ts";
import { remarksOn } from "./dedication-remarks.ts";
import { poolOf } from "./pool.ts";

/** What makes a pool a tenant's own, and what is said of the cluster that has it. */
export interface DedicationPlan {
  /** To be applied on the server's side: the fields that change, no others. */
  readonly documents: readonly KubernetesObject[];
  /** Bindings, or subjects of them, that are to go: nothing that is applied takes them away. */
  readonly removed: readonly { readonly object: ObjectReference; readonly path: FieldPath }[];
  /** Judged again with all of it. */
  readonly after: Dedication;
  /** The cluster with all of it. */
  readonly cluster: Cluster;
  /** What no document can do, a whole sentence each. */
  readonly remarks: readonly string[];
}

/** Writes taints, labels, selectors, tolerations and policies, and judges the cluster again as it is with them. */
export function dedicationPlan(
  cluster: Cluster,
  dedication: Dedication,
  settings: DedicationSettings = {},
): DedicationPlan {
  const { snapshot } = cluster;
  const { pool, tenant, exceptions } = dedication;
  const own = cluster.placement.pods.filter(
    ({ namespace, object }) =>
      tenant.namespaces.includes(namespace) && controllerReferenceOf(object) === undefined,
  );
  const policies = dedicationPolicies(tenant, exceptedDaemonSets(exceptions));
  const { replaced, documents } = changedObjects(cluster, dedication, own);
  const origin = snapshot.objects[0]?.origin;
  const added = origin ? policies.map((object) => ({ object, origin })) : [];
  const same = policies.flatMap((object) => snapshot.find(referenceOf(object)) ?? []);
  const administrators = administratorsOf(cluster, settings.administrators ?? []);
  const bindings = administratorBindings(cluster, administrators);
  const having = snapshot.with({ replaced, removed: new Set(same), added });
  const planned = createCluster(withoutBindings(having, bindings));
  const again = poolOf(pool.name, planned.placement) ?? pool;
  const after = dedicationOf(planned, again, tenant, settings);
  return {
    documents: [...documents, ...policies],
    removed: bindings.map(({ binding, path, isOnly }) => ({
      object: binding,
      path: isOnly ? [] : path,
    })),
    after,
    cluster: planned,
    remarks: remarksOn({ own, dedication, after, bindings }),
  };
}

/** Nodes with the label and the taint, and pods that select and tolerate it; of each the fields that change. */
function changedObjects(
  { snapshot }: Cluster,
  { pool, tenant }: Dedication,
  own: readonly PlacementPod[],
): {
  readonly replaced: ReadonlyMap<SnapshotObject, KubernetesObject>;
  readonly documents: readonly KubernetesObject[];
} {
  const taint = taintOf(tenant);
  const changes = [
    ...pool.nodes.map((node) => ({ object: node.reference, edits: nodeEdits(node, taint) })),
    ...own.map((pod) => ({ object: pod.reference, edits: podEdits(pod, taint) })),
  ].filter(({ edits }) => edits.length > 0);
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  const documents: KubernetesObject[] = [];
  for (const { object, edits } of changes) {
    const entry = snapshot.find(object);
    const changed = entry && applyEdits(entry.object, edits);
    if (!entry || !changed || !("value" in changed) || !isKubernetesObject(changed.value)) continue;
    replaced.set(entry, changed.value);
    documents.push(partOf(entry.object, edits));
  }
  return { replaced, documents };
}

function withoutBindings(
  snapshot: Cluster["snapshot"],
  bindings: readonly AdministratorBinding[],
): Cluster["snapshot"] {
  // The last subject first, so that the others keep their place.
  const ordered = bindings.toSorted((a, b) => Number(b.path[1]) - Number(a.path[1]));
  return closedBy(
    snapshot,
    ordered.map(({ binding, path, isOnly }) => ({
      message: "",
      edits: isOnly ? [] : [{ object: binding, edit: { op: "remove", path } }],
      removed: isOnly ? [binding] : [],
      added: [],
    })),
  );
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

import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { isJsonObject } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import { isStated } from "./quantities.ts";

/** The resources of a node that containers take from each other. */
export const SHARED_RESOURCES = ["cpu", "memory"] as const;
export type SharedResource = (typeof SHARED_RESOURCES)[number];

const LIMITING = ["default", "defaultRequest", "max", "min", "maxLimitRequestRatio"] as const;

/** Whether a LimitRange says anything of anything. */
export function limitsAnything(limitRange: KubernetesObject): boolean {
  return listAt(limitRange, "spec", "limits").some((item) =>
    LIMITING.some((field) => Object.values(objectAt(item, field)).some(isStated)),
  );
}

/** Whether a LimitRange has items for containers, or for pods as a whole. */
export function speaksOfContainers(limitRange: KubernetesObject): boolean {
  return itemsForContainers(limitRange).length > 0;
}

/**
 * What a LimitRange gives or asks of every container: after Kubernetes' own defaulting (`SetDefaults_LimitRangeItem` of
 * core/v1) `default`, `defaultRequest`, `max` and `min` of an item for containers give a request; a bound for pods and a ratio refuse
 * what states none (plugin/pkg/admission/limitranger).
 */
function coveredBy(limitRange: KubernetesObject): readonly SharedResource[] {
  const items = itemsForContainers(limitRange);
  return SHARED_RESOURCES.filter((resource) =>
    items.some((item) =>
      fieldsOf(textAt(item, "type")).some((field) => isStated(objectAt(item, field)[resource])),
    ),
  );
}

function itemsForContainers(limitRange: KubernetesObject): readonly JsonValue[] {
  return listAt(limitRange, "spec", "limits").filter(
    (item) => isJsonObject(item) && ["Container", "Pod"].includes(textAt(item, "type")),
  );
}

function fieldsOf(type: string): readonly string[] {
  const asked = ["max", "min", "maxLimitRequestRatio"];
  return type === "Container" ? ["default", "defaultRequest", ...asked] : asked;
}

/** The shared resources that the LimitRanges of each namespace cover together. */
export const coveredByLimitRanges: (
  cluster: Cluster,
) => ReadonlyMap<string | undefined, ReadonlySet<SharedResource>> = clusterFact((cluster) => {
  const grouped = groupedBy(
    cluster.snapshot.ofKind("", "LimitRange"),
    ({ reference }) => reference.namespace,
  );
  return new Map(
    Array.from(grouped, ([namespace, entries]) => [
      namespace,
      new Set(entries.flatMap(({ object }) => coveredBy(object))),
    ]),
  );
});

/** Whether a ResourceQuota limits anything at all. */
export function hasHardLimits(quota: KubernetesObject): boolean {
  return Object.keys(objectAt(quota, "spec", "hard")).length > 0;
}

/** The shared resources that the ResourceQuotas of each namespace limit together for every pod. */
export const coveredByQuotas: (
  cluster: Cluster,
) => ReadonlyMap<string | undefined, ReadonlySet<SharedResource>> = clusterFact((cluster) => {
  const grouped = groupedBy(
    cluster.snapshot.ofKind("", "ResourceQuota"),
    ({ reference }) => reference.namespace,
  );
  return new Map(
    Array.from(grouped, ([namespace, entries]) => {
      const quotas = entries.map(({ object }) => object);
      return [
        namespace,
        new Set(SHARED_RESOURCES.filter((resource) => limitsEveryPod(quotas, resource))),
      ];
    }),
  );
});

/** Pairs of scopes of which every pod has one. */
const HALVES: ReadonlyMap<string, string> = new Map([
  ["Terminating", "NotTerminating"],
  ["NotBestEffort", "BestEffort"],
]);

function limitsEveryPod(quotas: readonly KubernetesObject[], resource: SharedResource): boolean {
  const keys = [resource, `requests.${resource}`, `limits.${resource}`];
  const limiting = (quota: KubernetesObject, names: readonly string[]): boolean =>
    names.some((name) => objectAt(quota, "spec", "hard")[name] !== undefined);
  const withScopes = quotas.map((quota) => ({ quota, scopes: scopesOf(quota) }));
  const whole = withScopes.some(({ quota, scopes }) => scopes === "" && limiting(quota, keys));
  if (whole) return true;
  return [...HALVES].some(([half, rest]) => {
    // Pods of best effort ask for nothing: only their number can be limited.
    const ofRest = rest === "BestEffort" ? ["pods", "count/pods"] : keys;
    return (
      withScopes.some(({ quota, scopes }) => scopes === half && limiting(quota, keys)) &&
      withScopes.some(({ quota, scopes }) => scopes === rest && limiting(quota, ofRest))
    );
  });
}

/** The names of a quota's scopes, sorted and joined; "" where it counts every pod. */
function scopesOf(quota: KubernetesObject): string {
  const names = listAt(quota, "spec", "scopes").map(String);
  const expressions = listAt(quota, "spec", "scopeSelector", "matchExpressions");
  return [...names, ...expressions.map((each) => textAt(each, "scopeName"))].toSorted().join(" ");
}

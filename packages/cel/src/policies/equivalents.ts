import {
  type ApiResource,
  apiResources,
  customResourceOf,
  isKubernetesObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type { GroupVersionKind, GroupVersionResource } from "./attributes.ts";
import type { EquivalentResources } from "./matching.ts";

/*
 * What is one resource in several versions and groups: those of Kubernetes that are kept as one (the storage of k8s.io/apiserver and
 * kube-apiserver), and versions of CustomResourceDefinitions.
 */

interface Served {
  readonly resource: GroupVersionResource;
  readonly kind: GroupVersionKind;
}

function served(group: string, version: string, names: readonly [string, string]): Served {
  const [resource, kind] = names;
  return { resource: { group, version, resource }, kind: { group, version, kind } };
}

const AUTOSCALERS = ["horizontalpodautoscalers", "HorizontalPodAutoscaler"] as const;
const EVENTS = ["events", "Event"] as const;

const BUILT_IN: readonly (readonly Served[])[] = [
  [served("autoscaling", "v1", AUTOSCALERS), served("autoscaling", "v2", AUTOSCALERS)],
  [served("", "v1", EVENTS), served("events.k8s.io", "v1", EVENTS)],
];

function keyOf({ group, version, resource }: GroupVersionResource): string {
  return `${group}/${version}/${resource}`;
}

function customVersions(definition: JsonObject): readonly Served[] {
  const spec = objectAt(definition, "spec");
  const names = [textAt(spec, "names", "plural"), textAt(spec, "names", "kind")] as const;
  return listAt(spec, "versions")
    .filter((version) => objectAt(version)["served"] !== false)
    .map((version) => served(textAt(spec, "group"), textAt(version, "name"), names));
}

/** The resources that a cluster with these CustomResourceDefinitions serves in more than one way. */
export function equivalentResources(definitions: readonly JsonObject[]): EquivalentResources {
  const groups = [...BUILT_IN, ...definitions.map(customVersions)];
  const known = new Map<string, readonly Served[]>();
  for (const group of groups) {
    for (const each of group) {
      known.set(keyOf(each.resource), group);
    }
  }
  return {
    resourcesFor: (resource) =>
      known.get(keyOf(resource))?.map((each) => each.resource) ?? [resource],
    kindFor: (resource, subresource) =>
      subresource === ""
        ? known.get(keyOf(resource))?.find((each) => keyOf(each.resource) === keyOf(resource))?.kind
        : undefined,
  };
}

/** Whether a CustomResourceDefinition keeps its versions alike, so that one becomes another by its apiVersion alone. */
export function isConvertedByName(definition: JsonObject): boolean {
  const strategy = textAt(definition, "spec", "conversion", "strategy");
  return strategy === "" || strategy === "None";
}

/** Resources of Kubernetes and of CustomResourceDefinitions, by group and kind. */
export function resourcesByKind(
  definitions: readonly JsonObject[],
): ReadonlyMap<string, ApiResource> {
  const custom = definitions
    .filter(isKubernetesObject)
    .flatMap((definition) => customResourceOf(definition) ?? []);
  return new Map(
    [...apiResources(), ...custom].map((each) => [`${each.group}/${each.kind}`, each]),
  );
}

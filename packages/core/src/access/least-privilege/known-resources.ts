import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { type ApiResource, apiResources, customResourceOf } from "../../kubernetes/resources.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { ResourceRight } from "../rights/right.ts";

/** A resource or subresource that a request can be about. */
interface KnownResource {
  readonly group: string;
  /** As rules name it: `pods` or `pods/log`. */
  readonly name: string;
  readonly namespaced: boolean;
  /** The verbs that requests for it can have; those that only other checks ask for are left out. */
  readonly verbs: readonly string[];
}

/** What Kubernetes itself serves, and what the CustomResourceDefinitions of the input add. */
export interface KnownResources {
  readonly all: readonly KnownResource[];
  readonly find: (group: string, name: string) => KnownResource | undefined;
}

export function knownResources(snapshot: Snapshot): KnownResources {
  const custom = snapshot
    .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
    .flatMap(({ object }) => customResourcesOf(object));
  const all = [...apiResources().flatMap(withSubresources), ...custom];
  const byName = new Map(all.map((known) => [`${known.group}/${known.name}`, known]));
  return { all: [...byName.values()], find: (group, name) => byName.get(`${group}/${name}`) };
}

function customResourcesOf(object: KubernetesObject): readonly KnownResource[] {
  const resource = customResourceOf(object);
  if (!resource) return [];
  const versions = listAt(object, "spec", "versions");
  const subresources = ["scale", "status"].filter((name) =>
    versions.some((version) => hasSubresource(version, name)),
  );
  return withSubresources({ ...resource, subresources });
}

function hasSubresource(version: JsonValue, name: string): boolean {
  return valueAt(version, "subresources", name) !== undefined;
}

function withSubresources(resource: ApiResource): readonly KnownResource[] {
  const { group, name, namespaced, subresources } = resource;
  return [
    { group, name, namespaced, verbs: verbsOf(group, name) },
    ...subresources.map((below) => ({
      group,
      name: `${name}/${below}`,
      namespaced,
      verbs: SUBRESOURCE_VERBS.get(below) ?? CHANGING,
    })),
  ];
}

/** What an ordinary resource can be asked. */
const USUAL_VERBS: readonly string[] = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
];
const CREATE: readonly string[] = ["create"];
const CHANGING: readonly string[] = ["get", "update", "patch"];
const CONNECTING: readonly string[] = ["get", "create"];
const SUBRESOURCE_VERBS: ReadonlyMap<string, readonly string[]> = new Map([
  ["attach", CONNECTING],
  ["binding", CREATE],
  ["eviction", CREATE],
  ["exec", CONNECTING],
  ["finalize", ["update"]],
  ["log", ["get"]],
  ["portforward", CONNECTING],
  ["proxy", ["get", "create", "update", "patch", "delete"]],
  ["token", CREATE],
]);

function verbsOf(group: string, name: string): readonly string[] {
  const isReview = group === "authentication.k8s.io" || group === "authorization.k8s.io";
  if (isReview || (group === "" && name === "bindings")) return CREATE;
  return USUAL_VERBS;
}

/** Whether a right names verb, group and resource, so that somebody has thought of each. */
export function isExplicit(right: ResourceRight): boolean {
  return right.verb !== "*" && right.group !== "*" && namesResource(right);
}

/** Whether a right names its resource. */
export function namesResource({ resource }: ResourceRight): boolean {
  return !isWildcardResource(resource);
}

function isWildcardResource(resource: string): boolean {
  return resource === "*" || resource.startsWith("*/");
}

/**
 * A right without wildcards: what they stand for among the resources that exist. A wildcard for which there is no resource
 * stays, because the input may not show all.
 */
export function expandRight(right: ResourceRight, known: KnownResources): readonly ResourceRight[] {
  if (isExplicit(right)) return [right];
  const { verb, group, resource } = right;
  if (group !== "*" && namesResource(right)) {
    const verbs = known.find(group, resource)?.verbs ?? USUAL_VERBS;
    return verbs.map((each) => ({ ...right, verb: each }));
  }
  const meant = known.all.filter(
    (candidate) =>
      (group === "*" || candidate.group === group) && resourceMatches(resource, candidate.name),
  );
  if (meant.length === 0) return [right];
  return meant.flatMap(({ group: named, name, verbs }) =>
    verbs
      .filter((each) => verb === "*" || verb === each)
      .map((each) => ({ ...right, verb: each, group: named, resource: name })),
  );
}

function resourceMatches(pattern: string, name: string): boolean {
  if (pattern === "*" || pattern === name) return true;
  return pattern.startsWith("*/") && name.endsWith(pattern.slice(1));
}

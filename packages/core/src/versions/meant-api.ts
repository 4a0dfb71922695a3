import { groupOf } from "../kubernetes/object.ts";
import { apiVersionsOfKind, isBuiltInGroup, structureOfKind } from "../kubernetes/structure.ts";
import { removedApiOf } from "./removed-apis.ts";

/**
 * The API version that an object must mean which names one of Kubernetes' groups and a kind that this group never had there:
 * `policy/v1` for a PodDisruptionBudget in `v1`. So does a group without a dot, `rbac/v1`, which nobody's kinds can have: those of
 * CustomResourceDefinitions have one. Undefined for every other object, as alpha and beta versions come and go.
 */
export function meantApiVersionOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): string | undefined {
  const { apiVersion, kind } = object;
  const group = groupOf(object);
  const isForeign = !isBuiltInGroup(group) && group.includes(".");
  if (isForeign || structureOfKind(apiVersion, kind)) return undefined;
  if (removedApiOf(apiVersion, kind)) return undefined;
  const versions = apiVersionsOfKind(kind);
  const inGroup = versions.filter((version) => groupOf({ apiVersion: version }) === group);
  if (inGroup.length > 0 && !isStable(apiVersion)) return undefined;
  return newestOf(inGroup.length > 0 ? inGroup : versions);
}

function isStable(apiVersion: string): boolean {
  return /(?:^|\/)v\d+$/.test(apiVersion);
}

// Within a group versions are in order, so that v2 comes after v1; a stable one comes before any other.
function newestOf(versions: readonly string[]): string | undefined {
  return versions.findLast(isStable) ?? versions.at(-1);
}

/**
 * The API version by which an object is to be examined where its own has no such kind: what it must mean, or where the group
 * was given up, what has the kind in the same form now (an Ingress changed its form).
 */
export function examinedApiVersionOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): string | undefined {
  const meant = meantApiVersionOf(object);
  if (meant !== undefined || groupOf(object) !== "extensions" || object.kind === "Ingress") {
    return meant;
  }
  return removedApiOf(object.apiVersion, object.kind)?.replacement?.apiVersion;
}

import { groupOf } from "../../kubernetes/object.ts";
import { structureOfKind } from "../../kubernetes/structure.ts";
import { removedApis } from "../removed-apis.ts";

/** A resource in a version of its API group that Kubernetes stopped, or will stop, to serve. Numbers are minor versions. */
export interface ApiLifecycle {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural: `ingresses`. */
  readonly resource: string;
  readonly deprecatedIn: number;
  readonly removedIn: number;
  /** The API version that has it for good, and since when. */
  readonly replacement?: { readonly apiVersion: string; readonly since: number };
}

/** What is known of a kind in a version of its API group; undefined where it is served for good, or is none of Kubernetes. */
export function lifecycleOfKind(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return tables().byKind.get(`${apiVersion} ${kind}`);
}

/** The same by what requests name. */
export function lifecycleOfResource(
  group: string,
  version: string,
  resource: string,
): ApiLifecycle | undefined {
  return tables().byResource.get(`${group}/${version}/${resource}`);
}

/** All resources of a group that have, or had, a version that goes. */
export function lifecyclesOfGroup(group: string): readonly ApiLifecycle[] {
  return tables().byGroup.get(group) ?? [];
}

/** Whether a minor serves a resource in a version of its group, by what is known of both. */
export function isServedIn(
  { group, kind, resource }: Pick<ApiLifecycle, "group" | "kind" | "resource">,
  version: string,
  minor: number,
): boolean {
  const lifecycle = lifecycleOfResource(group, version, resource);
  if (lifecycle) return minor < lifecycle.removedIn;
  if (structureOfKind(`${group}/${version}`, kind) === undefined) return false;
  const since = lifecyclesOfGroup(group).find(
    (each) => each.resource === resource && each.replacement?.apiVersion === `${group}/${version}`,
  )?.replacement?.since;
  return since === undefined || since <= minor;
}

/** Whether a minor serves a resource in any version of this group. */
export function isServedAtAll(lifecycle: ApiLifecycle, minor: number): boolean {
  const { group, resource, replacement } = lifecycle;
  if (replacement && groupOf(replacement) === group && replacement.since <= minor) return true;
  return lifecyclesOfGroup(group).some(
    (each) => each.resource === resource && minor < each.removedIn,
  );
}

/** A minor as people write it: `1.25`. */
export function minorText(minor: number): string {
  return `1.${minor}`;
}

interface Tables {
  readonly byKind: ReadonlyMap<string, ApiLifecycle>;
  readonly byResource: ReadonlyMap<string, ApiLifecycle>;
  readonly byGroup: ReadonlyMap<string, readonly ApiLifecycle[]>;
}

let made: Tables | undefined;

function tables(): Tables {
  made ??= tablesOf([...writtenLifecycles(), ...askedLifecycles()]);
  return made;
}

function tablesOf(rows: readonly ApiLifecycle[]): Tables {
  const byGroup = new Map<string, ApiLifecycle[]>();
  for (const row of rows) byGroup.set(row.group, [...(byGroup.get(row.group) ?? []), row]);
  return {
    byKind: new Map(rows.map((row) => [`${row.group}/${row.version} ${row.kind}`, row] as const)),
    byResource: new Map(
      rows.map((row) => [`${row.group}/${row.version}/${row.resource}`, row] as const),
    ),
    byGroup,
  };
}

function writtenLifecycles(): readonly ApiLifecycle[] {
  return removedApis().map(({ apiVersion, ...rest }) => {
    const [group = "", version = ""] = apiVersion.split("/");
    return { ...rest, group, version, resource: pluralOf(rest.kind) };
  });
}

// Of all kinds in the tables the plural follows the rules of English (meta.UnsafeGuessKindToResource of k8s.io/apimachinery).
function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith("s")) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function askedLifecycles(): readonly ApiLifecycle[] {
  return ASKED.trim()
    .split("\n")
    .map((line) => {
      const [apiVersion = "", kind = "", resource = "", deprecated, removed, newer, since] =
        line.split(" ");
      const [group = "", version = ""] = apiVersion.split("/");
      return {
        group,
        version,
        kind,
        resource,
        deprecatedIn: Number(deprecated),
        removedIn: Number(removed),
        ...(newer !== undefined && { replacement: { apiVersion: newer, since: Number(since) } }),
      };
    });
}

/**
 * What clients ask for and nobody writes into a manifest: apiVersion, kind, resource, deprecated in, removed in, replacement,
 * replacement since. From the prerelease-lifecycle functions of k8s.io/api (v0.19 to v0.37).
 */
const ASKED = `
authentication.k8s.io/v1alpha1 SelfSubjectReview selfsubjectreviews 29 32 authentication.k8s.io/v1 28
authentication.k8s.io/v1beta1 SelfSubjectReview selfsubjectreviews 30 33 authentication.k8s.io/v1 28
authentication.k8s.io/v1beta1 TokenReview tokenreviews 19 22 authentication.k8s.io/v1 6
authorization.k8s.io/v1beta1 LocalSubjectAccessReview localsubjectaccessreviews 19 22 authorization.k8s.io/v1 6
authorization.k8s.io/v1beta1 SelfSubjectAccessReview selfsubjectaccessreviews 19 22 authorization.k8s.io/v1 6
authorization.k8s.io/v1beta1 SelfSubjectRulesReview selfsubjectrulesreviews 19 22 authorization.k8s.io/v1 8
authorization.k8s.io/v1beta1 SubjectAccessReview subjectaccessreviews 19 22 authorization.k8s.io/v1 6
policy/v1beta1 Eviction evictions 22 25 policy/v1 22
`;

/** A resource that a server serves, in the version that it is read in. */
export interface ServedResource {
  /** "" for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural, as paths and rights have it. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly watchable: boolean;
}

/** A group, or a version of one, whose API service does not answer: what it serves is not known. */
export interface UnavailableGroup {
  readonly group: string;
  readonly version: string;
  /** A clause: what the server says. */
  readonly reason: string;
}

export interface Discovery {
  /** Ordered by group and name, the core group first. */
  readonly resources: readonly ServedResource[];
  readonly unavailable: readonly UnavailableGroup[];
}

/** A resource of a version of a group, as documents of discovery have it. */
export interface OfferedResource extends ServedResource {
  readonly listable: boolean;
}

/** `apps/v1`, `v1`. */
export function apiVersionOf({
  group,
  version,
}: Pick<ServedResource, "group" | "version">): string {
  return group === "" ? version : `${group}/${version}`;
}

/** Where a resource is listed: `/apis/apps/v1/namespaces/shop/deployments`; all namespaces without one. */
export function pathOf(resource: ServedResource, namespace?: string): string {
  const { group, version, name } = resource;
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === undefined
    ? `${root}/${name}`
    : `${root}/namespaces/${encodeURIComponent(namespace)}/${name}`;
}

/**
 * Each resource once: of several versions the first that is offered, which is the server's own choice; of two groups that serve
 * the same objects, that in which they are stored.
 */
export function chosenResources(offered: readonly OfferedResource[]): readonly ServedResource[] {
  const chosen = new Map<string, ServedResource>();
  for (const { listable, ...resource } of offered) {
    const key = `${resource.group}/${resource.name}`;
    if (listable && !resource.name.includes("/") && !chosen.has(key)) chosen.set(key, resource);
  }
  return [...chosen.values()]
    .filter(({ group, name }) => {
      const home = STORED_IN.get(`${group}/${name}`);
      return home === undefined || !chosen.has(`${home}/${name}`);
    })
    .sort((a, b) => compare(a.group, b.group) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Resources that two groups serve (AddCohabitatingResources in k8s.io/kubernetes/pkg/kubeapiserver). */
const STORED_IN: ReadonlyMap<string, string> = new Map([
  ["extensions/daemonsets", "apps"],
  ["extensions/deployments", "apps"],
  ["extensions/replicasets", "apps"],
  ["extensions/ingresses", "networking.k8s.io"],
  ["extensions/networkpolicies", "networking.k8s.io"],
  ["extensions/podsecuritypolicies", "policy"],
  ["events.k8s.io/events", ""],
]);

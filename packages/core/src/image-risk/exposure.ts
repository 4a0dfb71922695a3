import type { Cluster } from "../cluster/cluster.ts";
import { networkExposures } from "../network/exposure/exposure.ts";
import type { NetworkExposure } from "../network/exposure/model.ts";
import type { PortRange } from "../network/ports.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Tenant } from "../tenancy/tenants.ts";
import { EXPOSURE } from "./arithmetic.ts";
import type { Factor } from "./model.ts";
import type { ContainerPlace } from "./running.ts";

/** Who may come to a container, by the network engine. */
export type ExposureOf = (place: ContainerPlace) => Factor;

/** Tells of each container from how far away somebody may come to it. */
export function exposuresFor(cluster: Cluster, tenants: readonly Tenant[]): ExposureOf {
  const { exposures } = networkExposures(cluster.network);
  const byTarget = groupedBy(
    exposures.filter(({ verdict }) => verdict !== "no"),
    ({ target }) => target.name,
  );
  const tenantOf = new Map(
    tenants.flatMap(({ name, namespaces }) => namespaces.map((each) => [each, name] as const)),
  );
  return (place) => {
    if (place.role === "init")
      return { ...NOBODY, because: "nobody: it is over when its pod serves" };
    let most = NOBODY;
    for (const exposure of byTarget.get(place.endName) ?? []) {
      if (!listens(place, exposure.ports)) continue;
      const factor = factorOf(exposure, place.namespace, tenantOf);
      if (factor.value > most.value) most = factor;
    }
    return most;
  };
}

const NOBODY: Factor = {
  value: EXPOSURE.nobody,
  because: "nobody from beyond its namespace",
  evidence: [],
};

/** A port belongs to the containers that declare it; to each where none does, or where many ports are open at once. */
function listens({ container, othersPorts }: ContainerPlace, ports: readonly PortRange[]): boolean {
  const own = (container.container.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []);
  return ports.some(({ from, to }) => {
    if (own.some((port) => port >= from && port <= to)) return true;
    return from < to || !othersPorts.has(from);
  });
}

function factorOf(
  exposure: NetworkExposure,
  namespace: string,
  tenantOf: ReadonlyMap<string, string>,
): Factor {
  const { value, words } = reachOf(exposure, namespace, tenantOf);
  const doubt = exposure.verdict === "unknown" ? `, perhaps: ${exposure.reason}` : "";
  return { value, because: `${words}${doubt}`, evidence: exposure.proof };
}

function reachOf(
  { scope, verdict, namespaces = [] }: NetworkExposure,
  namespace: string,
  tenantOf: ReadonlyMap<string, string>,
): { readonly value: number; readonly words: string } {
  switch (scope) {
    case "internet":
      return verdict === "yes"
        ? { value: EXPOSURE.internet, words: "the internet" }
        : { value: EXPOSURE.internetPerhaps, words: "the internet" };
    case "network":
      return { value: EXPOSURE.internetPerhaps, words: "whoever reaches the nodes" };
    case "private":
      return { value: EXPOSURE.private, words: "the private network" };
    case "cluster":
      return { value: EXPOSURE.otherTenants, words: "any pod of the cluster" };
    case "namespaces":
      return ofNamespaces(namespaces, namespace, tenantOf);
  }
}

/** A namespace of nobody is shared by all, and whoever is in it may be anybody's. */
function ofNamespaces(
  namespaces: readonly string[],
  own: string,
  tenantOf: ReadonlyMap<string, string>,
): { readonly value: number; readonly words: string } {
  const tenant = tenantOf.get(own);
  const foreign = namespaces.find((each) => tenant === undefined || tenantOf.get(each) !== tenant);
  const [first = ""] = namespaces;
  return foreign === undefined
    ? { value: EXPOSURE.ownTenant, words: `its own tenant, as pods of ${first}` }
    : { value: EXPOSURE.otherTenants, words: `others, as pods of ${foreign}` };
}

import type { Cluster } from "../cluster/cluster.ts";
import { networkAssumptionsOf } from "../network/assumptions.ts";
import { network } from "./channels/network.ts";
import { nodes } from "./channels/nodes.ts";
import { apiBecome, apiRead, apiWrite, clusterObjects } from "./channels/rights.ts";
import { gateways, ingress } from "./channels/routes.ts";
import { admission, registries, secrets, services } from "./channels/shared.ts";
import { hostPaths, volumes } from "./channels/storage.ts";
import {
  type Cell,
  CHANNEL_IDS,
  type Channel,
  type ChannelId,
  cellKey,
  type OpenCells,
} from "./model.ts";
import type { Tenant } from "./tenants.ts";
import { tenancyWorld } from "./world.ts";

const CHANNELS: Readonly<Record<ChannelId, Channel>> = {
  network,
  "api-read": apiRead,
  "api-write": apiWrite,
  "api-become": apiBecome,
  "cluster-objects": clusterObjects,
  nodes,
  volumes,
  "host-paths": hostPaths,
  ingress,
  gateways,
  admission,
  registries,
  secrets,
  services,
};

/** Every tenant against every other, by every channel. */
export interface Tenancy {
  readonly tenants: readonly Tenant[];
  readonly cell: (from: Tenant, to: Tenant, channel: ChannelId) => Cell;
  /** Channels by which one tenant comes to another, or may; none where they are closed. */
  readonly open: (
    from: Tenant,
    to: Tenant,
  ) => readonly { readonly channel: ChannelId; readonly cell: Cell }[];
  /** Tenants from whom and to whom every channel is closed. */
  readonly isolated: readonly Tenant[];
  /** What every verdict rests on, a whole sentence each. */
  readonly assumptions: readonly string[];
}

const CLOSED: Cell = {
  verdict: "no",
  reason: "nothing that is looked at leads there",
  proof: () => [],
  fix: () => undefined,
};

/** Asks every channel about every pair; what is closed costs nothing more. */
export function createTenancy(cluster: Cluster, tenants: readonly Tenant[]): Tenancy {
  const world = tenancyWorld(cluster, tenants);
  const cells = new Map<ChannelId, OpenCells>(CHANNEL_IDS.map((id) => [id, CHANNELS[id](world)]));
  const cell: Tenancy["cell"] = (from, to, channel) =>
    cells.get(channel)?.get(cellKey(from, to)) ?? CLOSED;
  const touched = new Set(
    [...cells.values()].flatMap((each) => [...each.keys()].flatMap((key) => key.split("\n"))),
  );
  return {
    tenants,
    cell,
    open: (from, to) =>
      CHANNEL_IDS.flatMap((channel) => {
        const found = cells.get(channel)?.get(cellKey(from, to));
        return found ? [{ channel, cell: found }] : [];
      }),
    isolated: tenants.filter(({ name }) => !touched.has(name)),
    assumptions: assumptionsOf(cluster),
  };
}

function assumptionsOf(cluster: Cluster): readonly string[] {
  return [
    ...networkAssumptionsOf(cluster.network),
    ...cluster.access.premises([]),
    "Whoever acts for a tenant are the service accounts of his namespaces; which people belong to him is not told.",
    "Where pods of two tenants share a node and none can leave its container by what it is given, the container holds: no fault of the kernel or the runtime is used.",
    ...(cluster.placement.knowsNodes ? [] : ["The input need not show all nodes."]),
    "Values of Secrets that are not shown are not compared.",
  ];
}

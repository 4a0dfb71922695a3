import type { AccessUser } from "../access/user.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Edit } from "../kubernetes/edit.ts";
import type { KubernetesObject, ObjectReference } from "../kubernetes/object.ts";
import type { PlacementPod } from "../placement/index.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import type { Tenant } from "./tenants.ts";

/** The ways from one tenant to another that are looked at, in the order of reports. */
export const CHANNEL_IDS = [
  "network",
  "api-read",
  "api-write",
  "api-become",
  "cluster-objects",
  "nodes",
  "volumes",
  "host-paths",
  "ingress",
  "gateways",
  "admission",
  "registries",
  "secrets",
  "services",
] as const;
export type ChannelId = (typeof CHANNEL_IDS)[number];

/** The change that closes a channel between two tenants. */
export interface ChannelFix {
  /** A whole sentence. */
  readonly message: string;
  readonly edits: readonly { readonly object: ObjectReference; readonly edit: Edit }[];
  readonly removed: readonly ObjectReference[];
  readonly added: readonly KubernetesObject[];
}

/** Whether one tenant comes to another by one channel. */
export interface Cell {
  readonly verdict: VerdictValue;
  /** Lower-case clause. */
  readonly reason: string;
  /** In the order in which it decides; made when it is asked for. */
  readonly proof: () => readonly Evidence[];
  /** Undefined where nothing is to be closed, or no change of the input closes it. */
  readonly fix: () => ChannelFix | undefined;
}

/** Cells that are not closed, by `cellKey`. */
export type OpenCells = ReadonlyMap<string, Cell>;

export function cellKey(from: Tenant, to: Tenant): string {
  return `${from.name}\n${to.name}`;
}

/** A tenant with what is his. */
export interface TenantParts {
  readonly tenant: Tenant;
  readonly own: ReadonlySet<string>;
  /** Pods and templates that nothing else made. */
  readonly pods: readonly PlacementPod[];
  /** The service accounts of his namespaces, those that his pods name and `default` among them. */
  readonly accounts: readonly AccessUser[];
}

/** What channels look at. */
export interface TenancyWorld {
  readonly cluster: Cluster;
  readonly parts: readonly TenantParts[];
  readonly tenantOf: (namespace: string) => TenantParts | undefined;
}

/** Makes the cells of one channel that are not closed. */
export type Channel = (world: TenancyWorld) => OpenCells;

/** A fix that takes one field away. */
export function removing(object: ObjectReference, path: Edit["path"], message: string): ChannelFix {
  return { message, edits: [{ object, edit: { op: "remove", path } }], removed: [], added: [] };
}

/** A fix that takes objects away. */
export function removingObjects(removed: readonly ObjectReference[], message: string): ChannelFix {
  return { message, edits: [], removed, added: [] };
}

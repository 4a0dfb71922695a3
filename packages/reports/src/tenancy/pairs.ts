import type { Cell, ChannelId, Tenancy, Tenant } from "@watertight/core/tenancy";

/** What is asked of a tenancy: all pairs, or those of one tenant or two. */
export interface AskedPairs {
  readonly tenancy: Tenancy;
  readonly pairs: readonly (readonly [from: Tenant, to: Tenant])[];
}

/** A channel between two tenants that is open, or may be. */
export interface OpenCell {
  readonly from: Tenant;
  readonly to: Tenant;
  readonly channel: ChannelId;
  readonly cell: Cell;
}

/** The channels that are open or may be, pair by pair. */
export function openCells({ tenancy, pairs }: AskedPairs): readonly OpenCell[] {
  return pairs.flatMap(([from, to]) =>
    tenancy.open(from, to).map(({ channel, cell }) => ({ from, to, channel, cell })),
  );
}

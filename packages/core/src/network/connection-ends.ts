import { type AddressRange, formatRange } from "./addresses.ts";
import { nameOfWorkload, type Workload } from "./endpoint.ts";
import type { ConnectionEnd } from "./model.ts";

/** The pods of a workload, as an end of connections. */
export function workloadEnd(workload: Workload): ConnectionEnd {
  return { is: "workload", workload, name: nameOfWorkload(workload) };
}

/** Addresses outside, as an end of connections. */
export function addressesEnd(range: AddressRange): ConnectionEnd {
  return { is: "addresses", range, name: `${formatRange(range)}[External]` };
}

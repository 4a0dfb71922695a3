import type { Check } from "../check.ts";
import { noNetworkPolicySelectsPod } from "./network/no-network-policy-selects-pod.ts";

/** The checks of the topic network, by id. */
export const networkChecks: readonly Check[] = [
  noNetworkPolicySelectsPod,
];

import { valueAt } from "../../kubernetes/json-fields.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { PolicyTier } from "../policy.ts";
import { ADMIN_TIER, BASELINE_TIER, NETWORK_POLICY_TIER } from "./tiers.ts";

/** Objects of a kind of Calico's, under either of its API groups. */
export function calicoObjects(snapshot: Snapshot, kind: string): readonly SnapshotObject[] {
  return [
    ...snapshot.ofKind("projectcalico.org", kind),
    ...snapshot.ofKind("crd.projectcalico.org", kind),
  ];
}

/** Tiers that Calico has by itself, in which the policies of Kubernetes lie too. */
const BUILT_IN: ReadonlyMap<string, PolicyTier> = new Map([
  ["kube-admin", ADMIN_TIER],
  ["default", NETWORK_POLICY_TIER],
  ["kube-baseline", BASELINE_TIER],
]);

/**
 * The tier of a name: api/pkg/apis/projectcalico/v3/tier.go of projectcalico/calico. One without an order comes after all
 * others, and denies what its policies do not match unless it says otherwise. Undefined where the input does not show it in
 * a form that can be read.
 */
export function calicoTier(name: string, snapshot: Snapshot): PolicyTier | undefined {
  const builtIn = BUILT_IN.get(name);
  if (builtIn) return builtIn;
  const tier = calicoObjects(snapshot, "Tier").findLast(({ reference }) => reference.name === name);
  if (!tier) return undefined;
  const order = valueAt(tier.object, "spec", "order") ?? Number.MAX_VALUE;
  const action = valueAt(tier.object, "spec", "defaultAction") ?? "Deny";
  if (typeof order !== "number" || (action !== "Pass" && action !== "Deny")) return undefined;
  return { name, order, end: action === "Pass" ? "pass" : "deny", ties: "by-id" };
}

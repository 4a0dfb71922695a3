import type { PolicyTier } from "../policy.ts";

// The orders are those of Calico's own tiers for these policies: projectcalico/calico, api/pkg/apis/projectcalico/v3/tier.go.

/** Cluster-wide policies that no other overrules. */
export const ADMIN_TIER: PolicyTier = {
  name: "Admin",
  order: 1000,
  end: "pass",
  ties: "either-first",
};

/** Final for the pods that it isolates. */
export const NETWORK_POLICY_TIER: PolicyTier = {
  name: "NetworkPolicy",
  order: 1_000_000,
  end: "deny",
  ties: "by-id",
};

/** The order of a NetworkPolicy among policies of network plugins that share its tier. */
export const NETWORK_POLICY_ORDER = 1000;

/** Cluster-wide policies for what no NetworkPolicy isolates. */
export const BASELINE_TIER: PolicyTier = {
  name: "Baseline",
  order: 10_000_000,
  end: "pass",
  ties: "either-first",
};

/** Before all others: it only adds doubt. */
export const UNDECIDABLE_TIER: PolicyTier = {
  name: "undecidable",
  order: Number.NEGATIVE_INFINITY,
  end: "pass",
  ties: "by-id",
};

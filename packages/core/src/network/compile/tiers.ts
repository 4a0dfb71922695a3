import type { PolicyTier } from "../policy.ts";

/** Cluster-wide policies that no other overrules. */
export const ADMIN_TIER: PolicyTier = {
  name: "Admin",
  order: 100,
  end: "pass",
  ties: "either-first",
};

/** Final for the pods that it isolates. */
export const NETWORK_POLICY_TIER: PolicyTier = {
  name: "NetworkPolicy",
  order: 1000,
  end: "deny",
  ties: "by-id",
};

/** Cluster-wide policies for what no NetworkPolicy isolates. */
export const BASELINE_TIER: PolicyTier = {
  name: "Baseline",
  order: 2000,
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

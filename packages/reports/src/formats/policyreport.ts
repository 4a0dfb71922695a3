import type { CreateReporter } from "../reporter.ts";
import { resultsReporter } from "./policyreport/results.ts";

/** `PolicyReport` and `ClusterPolicyReport` of wgpolicyk8s.io/v1alpha2, as Policy Reporter and Kyverno read them. */
export const createReporter: CreateReporter = resultsReporter({
  apiVersion: "wgpolicyk8s.io/v1alpha2",
  namespaced: "PolicyReport",
  cluster: "ClusterPolicyReport",
  more: {},
});

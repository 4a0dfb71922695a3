import type { CreateReporter } from "../reporter.ts";
import { resultsReporter } from "./policyreport/results.ts";

/** `Report` and `ClusterReport` of openreports.io/v1alpha1, their successors. */
export const createReporter: CreateReporter = resultsReporter({
  apiVersion: "openreports.io/v1alpha1",
  namespaced: "Report",
  cluster: "ClusterReport",
  more: { source: "watertight" },
});

export type { ClusterPageInput, EarlierFindings, GivenDocument } from "./input.ts";
export { createClusterPage } from "./page-reporter.ts";

/**
 * The words that options take, and the one that was probably meant. A front door of its own: to read its arguments a program need
 * not load the checks and engines that the other doors bring.
 */
export { BOOTSTRAP_POLICIES } from "./access/bootstrap-policies.ts";
export { STANDARDS, TOPICS } from "./checks/check.ts";
export { SEVERITIES, THRESHOLDS } from "./findings/finding.ts";
export { GROUPINGS } from "./findings/grouping.ts";
export { didYouMean } from "./json-schema/suggest.ts";
export { CNI_NAMES } from "./network/cni-names.ts";
export { HARDENING, NODE_BENCHMARKS } from "./nodes/benchmarks/ids.ts";

/**
 * The words that options take. A front door of its own: to read its arguments a program need not load the checks and engines
 * that the other doors bring.
 */
export { STANDARDS, TOPICS } from "./checks/check.ts";
export { SEVERITIES } from "./findings/finding.ts";
export { GROUPINGS } from "./findings/grouping.ts";

/**
 * The words that options take. A front door of its own: to read its arguments a program need not load the checks and engines
 * that `index.ts` brings.
 */
export { STANDARDS, TOPICS } from "./check.ts";
export { SEVERITIES } from "./finding.ts";

export { nodesCsv } from "./nodes-csv.ts";
export { nodesJson } from "./nodes-json.ts";
export { nodesJunit } from "./nodes-junit.ts";
export { nodesText } from "./nodes-text.ts";
export type { NodeReport } from "./report.ts";

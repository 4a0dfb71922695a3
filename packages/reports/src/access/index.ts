export { escalationDiagram } from "./escalation-diagram.ts";
export { grantsJson } from "./grants-json.ts";
export { matrixCsv } from "./matrix-csv.ts";
export { matrixJson } from "./matrix-json.ts";
export { matrixSvg } from "./matrix-svg.ts";
export { matrixTable } from "./matrix-table.ts";
export { subjectJson } from "./subject-json.ts";
export { subjectText } from "./subject-text.ts";

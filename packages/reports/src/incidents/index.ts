export { incidentJson, suppressionJson } from "./json.ts";
export { ocsfFinding } from "./ocsf.ts";
export type { IncidentsFacts } from "./text.ts";
export { incidentsText } from "./text.ts";

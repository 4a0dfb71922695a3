export type { ChangeAudit, NodeVisit } from "./model.ts";
export { createVisitLog, type VisitLog } from "./visits.ts";

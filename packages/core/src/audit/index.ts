export type { ReadEvents, Unpacking } from "./events/envelopes.ts";
export { eventsOf, eventsOfLine, isEventList } from "./events/envelopes.ts";
export type { AuditEvent } from "./events/event.ts";
export type { Folding } from "./events/fold.ts";
export { createFolding, isDecided } from "./events/fold.ts";

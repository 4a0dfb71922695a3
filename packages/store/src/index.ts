export { type Database, StoreFailure } from "./drivers/database.ts";
export { type BackedUp, backupLines, restore } from "./keeping/backup.ts";
export type { Pruned } from "./keeping/retention.ts";
export { migrate } from "./migrations/migrate.ts";
export {
  FINDING_EVENTS,
  FINDING_STATES,
  type FindingEvent,
  type FindingEventType,
  type FindingState,
  type FoundException,
  type FoundFinding,
  type FoundObject,
} from "./model.ts";
export { openDatabase } from "./open.ts";
export {
  FINDING_COUNTS,
  FINDING_ORDERS,
  type FindingCountBy,
  type FindingFilter,
  type FindingOrder,
  type StoredFinding,
} from "./reading/findings.ts";
export type { StoredObject } from "./reading/objects.ts";
export { type Grant, type Scope, shows, showsAllOf } from "./scope.ts";
export { createStore, type Store } from "./store.ts";
export { Overtaken, type Picture, type Recorded, type Tell } from "./writing/record.ts";

export type { Change, ChangeKind } from "./change.ts";
export { CHANGE_KINDS, isOver } from "./change.ts";
export { memoryOutbox, type OutboxLimits } from "./outbox/memory-outbox.ts";
export type {
  DeadLetter,
  DropReason,
  Letter,
  LetterCounts,
  NewLetter,
  Outbox,
  PutResult,
} from "./outbox/outbox.ts";

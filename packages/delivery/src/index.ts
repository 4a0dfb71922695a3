export type { Change, ChangeKind } from "./change.ts";
export { CHANGE_KINDS, isOver } from "./change.ts";
export type { Channel, Outcome } from "./channel.ts";
export type { AskCluster, ChannelSurroundings } from "./channels/surroundings.ts";
export type { Clock } from "./courier/clock.ts";
export type {
  Courier,
  CourierChannel,
  CourierOptions,
  LeftOver,
} from "./courier/courier.ts";
export { startCourier } from "./courier/courier.ts";
export type { DeliveryLog } from "./courier/log.ts";
export { configuredChannels, createChannels } from "./create-channels.ts";
export { SHORTEST_KEY, webhookHeaders, webhookKey } from "./http/standard-webhooks.ts";
export { type ReportsOptions, startReports } from "./mail/reports.ts";
export type { ReportTable } from "./mail/table.ts";
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

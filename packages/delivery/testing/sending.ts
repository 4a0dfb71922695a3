import type { ConfiguredNotifications } from "@watertight/core/configuration";
import { type Change, createChannels, type Outcome } from "@watertight/delivery";
import { changeOf } from "./changes.ts";
import type { Answer, ReceivedRequest, Receiver } from "./receiver.ts";
import { surroundingsFor } from "./surroundings.ts";

/** What a channel said, and what the receiver got of it. */
interface Told {
  readonly outcomes: readonly Outcome[];
  readonly requests: readonly ReceivedRequest[];
}

/** Sends by the one channel of a configuration: one change, unless said otherwise. */
export type SendBy = (
  notifications: ConfiguredNotifications,
  changes?: readonly Change[],
  answer?: Answer,
) => Promise<Told>;

/** A sender to a receiver. */
export function sendingTo(receiver: () => Receiver): SendBy {
  return async (notifications, changes = [changeOf()], answer) => {
    if (answer) receiver().answer(answer);
    const before = receiver().requests.length;
    const [made] = await createChannels(notifications, surroundingsFor());
    const outcomes = (await made?.channel.send(changes, AbortSignal.timeout(60_000))) ?? [];
    await made?.channel.close();
    return { outcomes, requests: receiver().requests.slice(before) };
  };
}

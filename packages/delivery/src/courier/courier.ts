import type { ConfiguredChannel } from "@watertight/core/configuration";
import type { Change } from "../change.ts";
import type { Channel } from "../channel.ts";
import type { NewLetter, Outbox, PutResult } from "../outbox/outbox.ts";
import { type Clock, machineClock } from "./clock.ts";
import { type ChannelFilter, passes } from "./filter.ts";
import type { DeliveryLog } from "./log.ts";
import { type DeliveryMetrics, deliveryMetrics, type MetricsRegistry } from "./metrics.ts";
import { createRound } from "./round.ts";

/** A channel with what is configured of it besides. */
export interface CourierChannel {
  readonly channel: Channel;
  readonly settings: ConfiguredChannel;
}

export interface CourierOptions {
  readonly outbox: Outbox;
  readonly channels: readonly CourierChannel[];
  readonly log: DeliveryLog;
  readonly metrics?: MetricsRegistry;
  /** Absent: that of the machine. */
  readonly clock?: Clock;
  /** From 0 to below 1; absent: Math.random. */
  readonly random?: () => number;
}

/** What waits when a courier has ended. */
export interface LeftOver {
  readonly channel: string;
  readonly waiting: number;
}

/** Takes changes to channels, each on its own: none waits for another. */
export interface Courier {
  /** Letters for those channels that get a change: for whoever puts them into the outbox together with what changed. */
  readonly letters: (changes: readonly Change[]) => readonly NewLetter[];
  /** Puts changes into the outbox, and begins at once. */
  readonly offer: (changes: readonly Change[]) => Promise<PutResult>;
  /** Looks into the outbox now: somebody has put letters. */
  readonly wake: () => void;
  /** Sends what is due for at most so many milliseconds, then ends; says what is left in the outbox. */
  readonly stop: (milliseconds: number) => Promise<readonly LeftOver[]>;
}

/** Starts a courier. */
export function startCourier(options: CourierOptions): Courier {
  const { outbox, channels, log, clock = machineClock, random = Math.random } = options;
  const metrics = deliveryMetrics(options.metrics ?? SILENT);
  const draining = new AbortController();
  const ending = new AbortController();
  const rounds = channels.map(({ channel, settings }) =>
    createRound({
      ...{ outbox, channel, settings, log, metrics, clock, random },
      draining: draining.signal,
      ending: ending.signal,
    }),
  );
  const running = rounds.map((round) => round.run());
  const letters = (changes: readonly Change[]) => lettersFor(changes, channels, metrics);
  const wake = (): void => {
    for (const round of rounds) round.wake();
  };
  return {
    letters,
    wake,
    offer: async (changes) => {
      const all = letters(changes);
      const result = await outbox.put(all, clock.now());
      if (result.dropped > 0) {
        log.error("the outbox is full: its oldest changes were dropped", {
          dropped: result.dropped,
        });
      }
      wake();
      return result;
    },
    stop: async (milliseconds) => {
      draining.abort();
      const late = clock.sleep(milliseconds, ending.signal);
      await Promise.race([Promise.all(running), late]);
      ending.abort();
      await Promise.all(running);
      await Promise.all(channels.map(({ channel }) => closed(channel)));
      return leftOver(outbox, channels);
    },
  };
}

function lettersFor(
  changes: readonly Change[],
  channels: readonly CourierChannel[],
  metrics: DeliveryMetrics,
): readonly NewLetter[] {
  return channels.flatMap(({ channel, settings }) => {
    const filter: ChannelFilter = settings;
    const taken = changes.filter((change) => passes(filter, change));
    const filtered = changes.length - taken.length;
    if (filtered > 0) metrics.letters.add({ channel: channel.name, outcome: "filtered" }, filtered);
    return taken.map((change) => ({ channel: channel.name, change }));
  });
}

/** What a channel says as it closes changes nothing any more. */
async function closed(channel: Channel): Promise<void> {
  await channel.close().catch(() => undefined);
}

async function leftOver(
  outbox: Outbox,
  channels: readonly CourierChannel[],
): Promise<readonly LeftOver[]> {
  const all = await Promise.all(
    channels.map(async ({ channel: { name } }) => ({
      channel: name,
      waiting: (await outbox.counts(name)).waiting,
    })),
  );
  return all.filter(({ waiting }) => waiting > 0);
}

const SILENT: MetricsRegistry = {
  counter: () => ({ add: () => undefined }),
  gauge: () => ({ set: () => undefined }),
  histogram: () => ({ observe: () => undefined }),
};

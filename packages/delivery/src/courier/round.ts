import type { ConfiguredChannel } from "@watertight/core/configuration";
import type { Change } from "../change.ts";
import { type Channel, forAll, type Outcome } from "../channel.ts";
import type { Letter, Outbox } from "../outbox/outbox.ts";
import { pauseAfter } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import type { DeliveryLog } from "./log.ts";
import type { DeliveryMetrics } from "./metrics.ts";

/** What the round of one channel needs. */
interface RoundOptions {
  readonly outbox: Outbox;
  readonly channel: Channel;
  readonly settings: ConfiguredChannel;
  readonly log: DeliveryLog;
  readonly metrics: DeliveryMetrics;
  readonly clock: Clock;
  readonly random: () => number;
  /** Aborted: what is due is still sent, and nothing is waited for. */
  readonly draining: AbortSignal;
  /** Aborted: it ends at once. */
  readonly ending: AbortSignal;
}

/** One channel's way between the outbox and the receiver, again and again. */
interface Round {
  readonly run: () => Promise<void>;
  readonly wake: () => void;
}

/** An outbox may get letters that nobody tells of. */
const POLL = 60_000;
const HOUR = 3_600_000;
/** Milliseconds between two counts of what waits. */
const COUNT = 5000;
const DEFAULTS = { batchSeconds: 0, tries: 300, giveUpHours: 24, timeoutSeconds: 30 };

type Limits = Required<
  Pick<ConfiguredChannel, "batch" | "batchSeconds" | "giveUpHours" | "timeoutSeconds" | "tries">
>;

/** A round never throws, whatever its channel or the outbox does. */
export function createRound(options: RoundOptions): Round {
  const { outbox, channel, settings, log, metrics, clock, random, draining, ending } = options;
  const limits: Limits = { batch: channel.batch, ...DEFAULTS, ...defined(settings) };
  const labels = { channel: channel.name };
  let awake = new AbortController();
  let failures = 0;
  /** Nothing is sent before: a receiver failed, or had as many messages as it may have. */
  let paused = 0;
  let allowed = 0;
  let dropped: number | undefined;
  let counted = Number.NEGATIVE_INFINITY;
  let hasSent = false;

  /** While it drains it waits for nothing but the distance between two messages. */
  const sleep = async (milliseconds: number): Promise<void> => {
    const enough = draining.aborted ? [ending] : [awake.signal, draining, ending];
    if (milliseconds > 0) await until(enough, (signal) => clock.sleep(milliseconds, signal));
    if (awake.signal.aborted) awake = new AbortController();
  };

  /** After a failure of a receiver its other letters wait too: they would fare no better. */
  const pause = (because: string, after: number | undefined): number => {
    failures += 1;
    const milliseconds = pauseAfter(failures, random, after);
    paused = clock.now() + milliseconds;
    metrics.failing.set(failures, labels);
    if (failures === 1) log.error("a channel does not take changes", { ...labels, because });
    return paused;
  };

  const recovered = (): void => {
    if (failures > 0) log.info("a channel takes changes again", labels);
    failures = 0;
    metrics.failing.set(0, labels);
    metrics.lastSent.set(Math.floor(clock.now() / 1000), labels);
  };

  const bury = async (letters: readonly Letter[], because: string): Promise<void> => {
    if (letters.length === 0) return;
    await outbox.bury(idsOf(letters), { because, now: clock.now() });
    metrics.letters.add({ ...labels, outcome: "dead" }, letters.length);
    log.error("changes are dead letters", { ...labels, because, changes: letters.length });
  };

  const postpone = async (
    letters: readonly Letter[],
    because: string,
    after: number | undefined,
  ): Promise<void> => {
    const nextTry = pause(because, after);
    metrics.letters.add({ ...labels, outcome: "later" }, letters.length);
    const isLast = (letter: Letter): boolean =>
      letter.tries + 1 >= limits.tries || nextTry - letter.put > limits.giveUpHours * HOUR;
    await bury(letters.filter(isLast), because);
    const others = letters.filter((letter) => !isLast(letter));
    if (others.length > 0) await outbox.failed(idsOf(others), { because, nextTry });
  };

  const settle = async (
    letters: readonly Letter[],
    outcomes: readonly Outcome[],
  ): Promise<void> => {
    const sent = letters.filter((_, at) => outcomes[at]?.is === "sent");
    if (sent.length > 0) {
      await outbox.done(idsOf(sent));
      metrics.letters.add({ ...labels, outcome: "sent" }, sent.length);
      recovered();
    }
    const refused = letters.filter((_, at) => outcomes[at]?.is === "refused");
    metrics.letters.add({ ...labels, outcome: "refused" }, refused.length);
    await bury(refused, reasonIn(outcomes, "refused"));
    const later = letters.filter((_, at) => (outcomes[at] ?? LATER).is === "later");
    if (later.length > 0) await postpone(later, reasonIn(outcomes, "later"), longest(outcomes));
  };

  const deliver = async (letters: readonly Letter[]): Promise<void> => {
    const began = clock.now();
    const outcomes = await tried(channel, letters, { ...limits, ending });
    metrics.seconds.observe((clock.now() - began) / 1000, labels);
    const isRefusedWhole = letters.length > 1 && outcomes.every(({ is }) => is === "refused");
    if (!isRefusedWhole) {
      await settle(letters, outcomes);
      return;
    }
    // One that cannot be taken may have spoiled it for all.
    for (const letter of letters) {
      if (ending.aborted) return;
      await settle([letter], await tried(channel, [letter], { ...limits, ending }));
      if (clock.now() < paused) return;
    }
  };

  const count = async (): Promise<void> => {
    counted = clock.now();
    const counts = await outbox.counts(channel.name);
    metrics.waiting.set(counts.waiting, labels);
    metrics.dead.set(counts.dead, labels);
    const all = counts.dropped.full + counts.dropped["dead-letters-full"];
    const before = dropped ?? 0;
    dropped = before;
    if (all <= before || failures > 0) return;
    dropped = all;
    metrics.letters.add({ ...labels, outcome: "dropped" }, all - before);
    const change = droppedChange(channel.name, all, all - before, clock.now());
    await outbox.put([{ channel: channel.name, change }], clock.now());
  };

  /** Sends what is due; how many letters that was, and how long to wait for more where it was none. */
  const sendDue = async (now: number): Promise<Turn> => {
    const letters = await outbox.due(channel.name, now, limits.batch);
    const [first] = letters;
    if (first === undefined) {
      const next = await outbox.nextDue(channel.name);
      return { sent: 0, wait: Math.max((next ?? Number.POSITIVE_INFINITY) - clock.now(), 0) };
    }
    const gathered = first.put + limits.batchSeconds * 1000;
    const isGathering = letters.length < limits.batch && now < gathered && !draining.aborted;
    if (isGathering) return { sent: 0, wait: gathered - now };
    const old = letters.filter(({ put }) => now - put > limits.giveUpHours * HOUR);
    await bury(old, `it waited for more than ${limits.giveUpHours} hours`);
    const fresh = letters.filter((letter) => !old.includes(letter));
    if (fresh.length > 0) await deliver(fresh);
    if (settings.perMinute !== undefined) allowed = now + 60_000 / settings.perMinute;
    return { sent: letters.length, wait: 0 };
  };

  /** Milliseconds until there may be something to do; undefined where all is done. */
  const turn = async (): Promise<number | undefined> => {
    const now = clock.now();
    if (now - counted >= COUNT) await count();
    if (now < paused) return draining.aborted ? undefined : paused - now;
    if (now < allowed) return allowed - now;
    const { sent, wait } = await sendDue(now);
    if (sent > 0) {
      hasSent = true;
      return 0;
    }
    if (draining.aborted) return undefined;
    if (!hasSent) return Math.min(POLL, wait);
    // Once all is sent it is told what never was, and that is sent too.
    hasSent = false;
    await count();
    return 0;
  };

  return {
    wake: () => {
      awake.abort();
    },
    run: async () => {
      while (!ending.aborted) {
        const milliseconds = await turn().catch((error: unknown) => {
          // The outbox fails: what it holds is still there.
          log.error("the outbox cannot be used", { ...labels, because: wordsOf(error) });
          return draining.aborted ? undefined : pauseAfter(++failures, random);
        });
        if (milliseconds === undefined) return;
        await sleep(milliseconds);
      }
    },
  };
}

const UNSAID = "the channel did not say what became of it";
const LATER: Outcome = { is: "later", because: UNSAID };

interface Turn {
  readonly sent: number;
  /** Milliseconds. */
  readonly wait: number;
}

/** Sends once; what throws, hangs or answers too little is tried again later. */
async function tried(
  channel: Channel,
  letters: readonly Letter[],
  { timeoutSeconds, ending }: Limits & { readonly ending: AbortSignal },
): Promise<readonly Outcome[]> {
  const changes = letters.map(({ change }) => change);
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, timeoutSeconds * 1000);
  try {
    return await until([late.signal, ending], (signal) =>
      Promise.race([channel.send(changes, signal), aborted(signal)]),
    );
  } catch (error) {
    let because = wordsOf(error);
    if (ending.aborted) because = "the process ended meanwhile";
    if (late.signal.aborted) because = `no answer within ${timeoutSeconds} seconds`;
    return forAll(changes, { is: "later", because });
  } finally {
    clearTimeout(timer);
  }
}

/** Does something with a signal that is aborted when the first of others is. `AbortSignal.any` would keep one more object of each for as long as they live. */
async function until<Result>(
  signals: readonly AbortSignal[],
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
  }
  try {
    return await act(controller.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener("abort", abort);
  }
}

/** Never returns; throws when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = (): void => {
      reject(new Error("it took too long"));
    };
    if (signal.aborted) give();
    signal.addEventListener("abort", give);
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function idsOf(letters: readonly Letter[]): readonly string[] {
  return letters.map(({ id }) => id);
}

/** Of the first of that kind. */
function reasonIn(outcomes: readonly Outcome[], is: "later" | "refused"): string {
  return outcomes.flatMap((each) => (each.is === is ? each.because : []))[0] ?? UNSAID;
}

function longest(outcomes: readonly Outcome[]): number | undefined {
  const all = outcomes.flatMap((each) => (each.is === "later" ? (each.after ?? 0) : []));
  return Math.max(0, ...all);
}

function droppedChange(channel: string, all: number, now: number, time: number): Change {
  return {
    key: `dropped/${channel}/${all}`,
    kind: "delivery.dropped",
    time: new Date(time).toISOString(),
    cluster: "",
    severity: "medium",
    subject: `dropped/${channel}`,
    check: "",
    title: `${now} changes were not sent to ${channel}`,
    message: `${now} changes were dropped for ${channel}, since its outbox was full while nothing could be sent`,
    ...{ object: undefined, container: "", path: "", link: "" },
    reason: "full",
    data: { dropped: now, droppedInAll: all },
  };
}

/** Without what is there and undefined, which would hide a default. */
function defined(settings: ConfiguredChannel): Partial<Limits> {
  const { batch, batchSeconds, giveUpHours, timeoutSeconds, tries } = settings;
  return {
    ...(batch !== undefined && { batch }),
    ...(batchSeconds !== undefined && { batchSeconds }),
    ...(giveUpHours !== undefined && { giveUpHours }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(tries !== undefined && { tries }),
  };
}

import { hostname } from "node:os";
import { didYouMean } from "@watertight/core/vocabulary";
import {
  type Change,
  configuredChannels,
  createChannels,
  type Outcome,
} from "@watertight/delivery";
import { errorWords } from "@watertight/manifests";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, ended } from "../../../ending.ts";
import { configurationFor } from "../../../reading.ts";
import { UsageError } from "../../../usage-error.ts";

type Notifications = Parameters<typeof createChannels>[0];

/** Milliseconds that a channel may take. */
const PATIENCE = 30_000;

/** `notify test`. */
export const run: Run = async (args, context) => {
  const { notifications, directory } = await configurationFor(args, context, []);
  const channels = configuredChannels(notifications);
  const names = channels.map(({ settings }) => settings.name);
  const wanted = args.values("channel");
  for (const name of wanted) assertKnown(name, names);
  if (channels.length === 0)
    throw new UsageError(
      "No channel is configured: notifications of watertight.yaml has them, by what they speak.",
    );
  const tried = channels.filter(
    ({ settings }) => wanted.length === 0 || wanted.includes(settings.name),
  );
  let failed = 0;
  for (const { kind, settings } of tried) {
    const { place, outcome } = await tryChannel(notifications, settings.name, {
      context,
      directory,
    });
    if (outcome.is !== "sent") failed += 1;
    context.stdout.write(`${sanitize(`${settings.name}  ${kind}${place}  ${wordsOf(outcome)}`)}\n`);
  }
  if (failed === 0) return CLEAN;
  return ended(`${counted(failed, "channel")} did not take the test message.`);
};

function assertKnown(name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const guess = didYouMean(name, names);
  throw new UsageError(`There is no channel "${name}"${guess === "" ? "." : guess}`);
}

interface Tried {
  readonly place: string;
  readonly outcome: Outcome;
}

/** Makes one channel and sends once: what waits and tries again is the server's. */
async function tryChannel(
  notifications: Notifications,
  name: string,
  { context, directory }: { readonly context: Context; readonly directory: string },
): Promise<Tried> {
  try {
    const [made] = await createChannels(
      notifications,
      {
        ...{ directory, environment: context.environment, now: Date.now },
        ...{ version: context.version, hostname: hostname() },
      },
      (each) => each === name,
    );
    if (made === undefined) throw new Error("it cannot be made");
    const { channel } = made;
    const signal = AbortSignal.timeout(PATIENCE);
    const outcome = await sendOnce(() => channel.send([testChange()], signal), signal);
    await channel.close().catch(() => undefined);
    return { place: `, ${channel.target}`, outcome };
  } catch (error) {
    return { place: "", outcome: { is: "later", because: errorWords(error) } };
  }
}

async function sendOnce(
  send: () => Promise<readonly Outcome[]>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const [outcome] = await send();
    return outcome ?? { is: "later", because: "the channel did not say what became of it" };
  } catch (error) {
    const because = signal.aborted
      ? `no answer within ${PATIENCE / 1000} seconds`
      : errorWords(error);
    return { is: "later", because };
  }
}

function wordsOf(outcome: Outcome): string {
  if (outcome.is === "sent") return "sent";
  return outcome.is === "later" ? `not taken: ${outcome.because}` : `refused: ${outcome.because}`;
}

function testChange(): Change {
  const time = new Date().toISOString();
  return {
    key: `test/${time}`,
    kind: "test",
    time,
    severity: "info",
    subject: "test",
    title: "Test of Watertight",
    message: "this channel works; nothing has changed",
    ...{ cluster: "", check: "", object: undefined, container: "", path: "", link: "", reason: "" },
    data: {},
  };
}

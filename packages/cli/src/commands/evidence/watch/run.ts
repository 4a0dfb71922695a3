import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Connection, followPods } from "@watertight/api-server";
import { createDetector, createMemory } from "@watertight/core/detections";
import { createCollector, type IncidentCollector } from "@watertight/core/incidents";
import { errorWords } from "@watertight/manifests";
import { counted, sanitize } from "@watertight/reports/text";
import { type FollowedLog, followLog, type Offsets } from "../../../audit-log/follow.ts";
import { unpack } from "../../../audit-log/unpack.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { doingOf, lockWords, storeFor } from "../../../evidence-store.ts";
import { withConnection } from "../../../live/read-live.ts";
import { configurationFor } from "../../../reading.ts";
import { UsageError } from "../../../usage-error.ts";
import { createSession, type Session } from "../../audit/detect/session.ts";
import { auditSlice } from "../audit-slice.ts";
import { keepPod } from "../keep-pod.ts";
import { createGoingPods, type GoingPod, type GoingPods } from "./going-pods.ts";

/** Milliseconds between two looks at the logs. */
const PAUSE = 250;

/** `evidence watch`: until it is interrupted. */
export const run: Run = async (args, context) => {
  if (args.values("cluster").length === 0)
    throw new UsageError("Say which cluster, with --cluster.", { verb: "evidence watch" });
  const { suppressions = [], ...settings } = (await configurationFor(args, context, [])).audit;
  const memory = createMemory();
  const collector = createCollector({
    ...{ settings, suppressions, memory },
    today: context.today(),
  });
  const detector = createDetector({ settings, memory });
  const session = createSession(detector, () => undefined, { unpack, each: collector.event });
  let failed = 0;
  await withConnection("cluster:", args, context, async (connection) => {
    failed = await watchPods({ args, context, connection, collector, session });
  });
  return failed === 0 ? CLEAN : endedIncomplete(`${counted(failed, "pod")} could not be captured.`);
};

interface Watching {
  readonly args: Arguments;
  readonly context: Context;
  readonly connection: Connection;
  readonly collector: IncidentCollector;
  readonly session: Session;
}

/** How many captures failed. */
async function watchPods(watching: Watching): Promise<number> {
  const { args, context, connection, collector } = watching;
  const signal = context.interruption();
  const pods = createGoingPods(
    (namespace, name) => args.flag("all") || collector.isOfIncident(namespace, name),
  );
  const following = followPods(connection, {
    signal,
    onPod: pods.take,
    onReady: () => {
      if (!args.flag("quiet")) context.stderr.write("Pods are followed.\n");
    },
  });
  // Whatever ends it is told by the loop below, which waits for it.
  following.catch(() => undefined);
  const words = await lockWords(await storeFor(args, context));
  if (words !== "") context.stderr.write(`${sanitize(words)}\n`);
  const logs = logsOf(args, context);
  let failed = 0;
  let ended: unknown;
  following.then(
    () => (ended = true),
    (error: unknown) => (ended = error),
  );
  do {
    for (const log of logs) await readNew(log, watching.session);
    failed += await captureAll(pods, watching);
    await wait(PAUSE, undefined, { signal }).catch(() => undefined);
  } while (!signal.aborted && ended === undefined);
  for (const log of logs) await readNew(log, watching.session);
  failed += await captureAll(pods, watching);
  if (!signal.aborted) await following;
  return failed;
}

function logsOf(args: Arguments, { workingDirectory }: Context): readonly FollowedLog[] {
  const offsets: Offsets = new Map();
  return args
    .values("audit")
    .map((file) => followLog(resolve(workingDirectory, file), offsets, true));
}

async function readNew(log: FollowedLog, session: Session): Promise<void> {
  for await (const { lines, path } of log.read(false))
    for (const line of lines) session.line(line, () => path);
}

async function captureAll(pods: GoingPods, watching: Watching): Promise<number> {
  let failed = 0;
  for (const pod of pods.due()) {
    try {
      await captureOne(pod, watching);
    } catch (error) {
      failed += 1;
      const { namespace, name } = pod;
      const words = `Pod ${namespace}/${name} could not be captured: ${errorWords(error)}.`;
      watching.context.stderr.write(`${sanitize(words)}\n`);
    }
  }
  return failed;
}

async function captureOne(pod: GoingPod, { args, context, connection }: Watching): Promise<void> {
  const { namespace, name, object } = pod;
  const slice = await auditSlice(args.values("audit"), pod, context);
  const store = await storeFor(args, context);
  const kept = await keepPod(
    connection,
    {
      ...{ namespace, name, known: object },
      ...{ audit: slice.lines, events: slice.events, logged: slice.logged },
    },
    {
      store,
      doing: doingOf(args, context, "a pod of an incident is going"),
      keepDays: args.integer("keep-days") ?? 365,
      withEngines: true,
    },
  );
  if (kept === undefined) return;
  const { number, about, items } = kept.entry;
  context.stdout.write(
    sanitize(`Capture ${number} of ${about}: ${counted(items.length, "item")}.`),
  );
  context.stdout.write("\n");
}

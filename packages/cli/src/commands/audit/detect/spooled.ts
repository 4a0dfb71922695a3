import { basename, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createFolding } from "@watertight/core/audit";
import { createDetector, createMemory, type DetectionSettings } from "@watertight/core/detections";
import { compareSeverity } from "@watertight/core/findings";
import { isJsonObject, type JsonObject, objectAt, textsAt } from "@watertight/core/kubernetes";
import { createPaint, paintSeverity, sanitize } from "@watertight/reports/text";
import {
  type FollowedLog,
  followLog,
  type Offsets,
  offsetsJson,
} from "../../../audit-log/follow.ts";
import { openInbox } from "../../../audit-log/inbox.ts";
import { piecesOfStream } from "../../../audit-log/lines.ts";
import { openSpool, type Spool } from "../../../audit-log/spool.ts";
import { unpack } from "../../../audit-log/unpack.ts";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import type { Ending } from "../../../ending.ts";
import { usesColor } from "../../../terminal/color.ts";
import { detectionLine, shownFrom } from "./detection-line.ts";
import { endingOf } from "./ending-of.ts";
import { createGathering } from "./gather.ts";
import { createSession, type Session, type Tell } from "./session.ts";

/** How a detector is made once what a run before remembered is known. */
export interface SpooledOptions {
  readonly settings: Partial<DetectionSettings>;
  readonly baseline: JsonObject | undefined;
}

/** Milliseconds between two looks at a followed log. */
const PAUSE = 250;
/** Milliseconds between two commits while there is more to read: what was read since the last is read again after a crash. */
const COMMIT = 500;

/** Reads logs with a place to go on from, to their end or until it is interrupted. */
export async function detectSpooled(
  args: Arguments,
  context: Context,
  { settings, baseline }: SpooledOptions,
): Promise<Ending> {
  const directory = args.value("spool");
  const spool =
    directory === undefined ? undefined : openSpool(resolve(context.workingDirectory, directory));
  const saved = spool?.saved;
  const state = isJsonObject(saved?.["memory"]) ? saved["memory"] : undefined;
  const memory = createMemory({ baseline, state });
  const detector = createDetector({ settings, memory, activity: args.flag("activity") });
  const folding = createFolding(textsAt(saved, "folding"));
  const gathering = createGathering();
  const print = printer(args, context);
  const session = createSession(
    detector,
    (detected, event, place) => {
      gathering.add(detected, event, place);
      spool?.add(detectionLine(detected, event, place()));
      print(detected, event, place);
    },
    { unpack, folding },
  );
  const offsets = offsetsIn(saved);
  let committed = { lines: 0, at: 0 };
  const commit = (now: boolean): void => {
    const { lines } = session.counts;
    const at = context.now();
    if (lines === committed.lines || (!now && at - committed.at < COMMIT)) return;
    committed = { lines, at };
    spool?.commit({
      offsets: offsetsJson(offsets),
      memory: memory.state(),
      folding: folding.state(),
    });
  };
  const run: SpooledRun = { args, context, spool, session, offsets, commit };
  await readAll(run, saved === undefined);
  spool?.close();
  return endingOf(gathering.gathered(), session, args);
}

interface SpooledRun {
  readonly args: Arguments;
  readonly context: Context;
  readonly spool: Spool | undefined;
  readonly session: Session;
  readonly offsets: Offsets;
  /** `now`: also where the last was just before; nothing where nothing was read since. */
  readonly commit: (now: boolean) => void;
}

function offsetsIn(saved: JsonObject | undefined): Offsets {
  return new Map(
    Object.entries(objectAt(saved, "offsets")).map(([id, offset]) => [id, Number(offset)]),
  );
}

async function readAll(run: SpooledRun, isFirstRun: boolean): Promise<void> {
  const { args, context } = run;
  const files = args.operands.filter((file) => file !== "-");
  const logs = files.map((file) =>
    followLog(resolve(context.workingDirectory, file), run.offsets, isFirstRun),
  );
  if (args.operands.includes("-")) await readInput(run);
  const interruption = context.interruption();
  const follows = args.flag("follow");
  do {
    for (const log of logs) await readNew(log, run, !follows);
    if (follows) await wait(PAUSE, undefined, { signal: interruption }).catch(() => undefined);
  } while (follows && !interruption.aborted);
}

async function readNew(log: FollowedLog, run: SpooledRun, ends: boolean): Promise<void> {
  for await (const { lines, path } of log.read(ends)) {
    for (const line of lines) run.session.line(line, () => basename(path));
    run.commit(false);
  }
  run.commit(true);
}

/** Standard input cannot be asked again: what was taken from it lies in the spool before it is judged. */
async function readInput(run: SpooledRun): Promise<void> {
  const { context, args } = run;
  const directory = args.value("spool");
  if (directory === undefined) {
    for await (const { lines } of piecesOfStream(context.stdin())) {
      for (const line of lines) run.session.line(line, () => "standard input");
    }
    return;
  }
  const inbox = openInbox(resolve(context.workingDirectory, directory));
  const log = followLog(inbox.path, run.offsets, false);
  await readNew(log, run, false);
  for await (const { lines } of piecesOfStream(context.stdin())) {
    inbox.keep(lines);
    await readNew(log, run, false);
    inbox.trim();
  }
}

function printer(args: Arguments, context: Context): Tell {
  const from = shownFrom(args);
  const format = args.value("output") ?? "text";
  const paint = createPaint(usesColor(args.value("color"), context.stdout, context.environment));
  return (detected, event, place) => {
    if (compareSeverity(detected.severity, from) < 0) return;
    if (format !== "text") {
      context.stdout.write(detectionLine(detected, event, place()));
      return;
    }
    const { severity, because, detection } = detected;
    const label = paintSeverity(severity, severity.padEnd(8), paint);
    const time = event.requestReceivedTimestamp;
    context.stdout.write(`${label}  ${detection.id}  ${sanitize(`${time}  ${because}`)}\n`);
  };
}

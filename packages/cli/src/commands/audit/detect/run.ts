import { resolve } from "node:path";
import { createDetector, createMemory, type Detector } from "@watertight/core/detections";
import { compareSeverity } from "@watertight/core/findings";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { createPaint, sanitize } from "@watertight/reports/text";
import { type LogPiece, piecesOfFile, piecesOfStream } from "../../../audit-log/lines.ts";
import { unpack } from "../../../audit-log/unpack.ts";
import { questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import type { Ending } from "../../../ending.ts";
import { writeText as writeFile } from "../../../files.ts";
import { configurationFor } from "../../../reading.ts";
import { usesColor } from "../../../terminal/color.ts";
import { writeText } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { detectBatch } from "./batch.ts";
import { detectionLine, shownFrom } from "./detection-line.ts";
import { endingOf } from "./ending-of.ts";
import { createGathering, type Gathered, type Gathering } from "./gather.ts";
import { createSession, type Session } from "./session.ts";
import type { SpooledOptions } from "./spooled.ts";
import { detectText } from "./text.ts";
import { usualIn } from "./usual.ts";

const VERB = { verb: "audit detect" };

/** `audit detect`: logs for people and programs, or a batch of events. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  const options = await optionsFor(args, context);
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    return detectBatch(streams, detectorOf(args, options));
  }
  if (args.operands.length === 0) {
    throw new UsageError(
      "Give an audit log, - for standard input, or events with --batch FILE.",
      VERB,
    );
  }
  if (args.flag("follow") || args.value("spool") !== undefined) {
    const { detectSpooled } = await import("./spooled.ts");
    return detectSpooled(args, context, options);
  }
  return detectLogs(args, context, detectorOf(args, options));
};

async function optionsFor(args: Arguments, context: Context): Promise<SpooledOptions> {
  // The configuration names checks, and to know them takes longer than many a log.
  const audit = args.flag("no-config") ? {} : (await configurationFor(args, context, [])).audit;
  const usual = args.value("usual");
  const baseline = usual === undefined ? undefined : await usualIn(usual, context);
  return { settings: audit, baseline };
}

function detectorOf(args: Arguments, { settings, baseline }: SpooledOptions): Detector {
  return createDetector({
    settings,
    memory: createMemory({ baseline }),
    activity: args.flag("activity"),
    learning: args.value("learn") !== undefined,
  });
}

async function detectLogs(args: Arguments, context: Context, detector: Detector): Promise<Ending> {
  const gathering = createGathering();
  const from = shownFrom(args);
  const streams = args.value("output") === "jsonl";
  const session = createSession(
    detector,
    (detected, event, place) => {
      gathering.add(detected, event, place);
      if (streams && compareSeverity(detected.severity, from) >= 0) {
        context.stdout.write(detectionLine(detected, event, place()));
      }
    },
    { unpack },
  );
  for (const file of args.operands) await readLog(file, session, context);
  const learn = args.value("learn");
  if (learn !== undefined) {
    const text = `${JSON.stringify(detector.memory.baseline(), null, 2)}\n`;
    await writeFile(learn, text, "What is usual", context);
  }
  report({ args, context, detector, session, gathering });
  return endingOf(gathering.gathered(), session, args);
}

async function readLog(file: string, session: Session, context: Context): Promise<void> {
  const pieces =
    file === "-"
      ? piecesOfStream(context.stdin())
      : piecesOfFile(resolve(context.workingDirectory, file));
  const name = file === "-" ? "standard input" : file;
  await readPieces(pieces, name, session);
}

async function readPieces(
  pieces: AsyncIterable<LogPiece>,
  name: string,
  session: Session,
): Promise<void> {
  let number = 0;
  for await (const { lines } of pieces) {
    for (const line of lines) {
      number += 1;
      const at = number;
      session.line(line, () => `${name}:${at}`);
    }
  }
}

interface Reported {
  readonly args: Arguments;
  readonly context: Context;
  readonly detector: Detector;
  readonly session: Session;
  readonly gathering: Gathering;
}

function report({ args, context, detector, session, gathering }: Reported): void {
  for (const line of session.notReadLines) {
    if (!args.flag("quiet")) context.stderr.write(`${sanitize(line)}\n`);
  }
  const format = args.value("output") ?? "text";
  if (format === "jsonl") return;
  const from = shownFrom(args);
  const all = gathering.gathered();
  const shown = all.filter(({ severity }) => compareSeverity(severity, from) >= 0);
  if (format === "json") {
    context.stdout.write(`${stringifyJson(documentOf(shown, { detector, session, gathering }))}\n`);
    return;
  }
  const { duplicates, stages } = session.folding.counts;
  const paint = createPaint(usesColor(args.value("color"), context.stdout, context.environment));
  const text = detectText(
    shown,
    {
      counts: session.counts,
      folded: duplicates + stages,
      notAsked: detector.notAsked.map(({ detection }) => detection.id),
      leftOut: gathering.leftOut(),
      hidden: all.length - shown.length,
    },
    paint,
  );
  writeText(context.stdout, text);
}

function documentOf(
  shown: readonly Gathered[],
  { detector, session, gathering }: Pick<Reported, "detector" | "session" | "gathering">,
): JsonObject {
  const { lines, events, truncated, others, notRead } = session.counts;
  return {
    ...HEAD_WITHOUT_INPUT,
    coverage: {
      lines,
      events,
      truncated,
      ...session.folding.counts,
      others,
      notRead: { count: notRead, first: session.notReadLines },
      notAsked: detector.notAsked.map(({ detection, reason }) => ({ rule: detection.id, reason })),
    },
    incomplete: notRead > 0 || gathering.leftOut() > 0,
    detections: shown.map(({ json, count, first, last, place }) => ({
      ...json,
      count,
      first,
      last,
      place,
    })),
    leftOut: gathering.leftOut(),
  };
}

import { resolve } from "node:path";
import { createDetector, createMemory } from "@watertight/core/detections";
import { compareSeverity, SEVERITIES, type Severity } from "@watertight/core/findings";
import {
  createCollector,
  type Incident,
  judgeIncidents,
  reachIn,
  type Suppression,
} from "@watertight/core/incidents";
import { stringifyJson } from "@watertight/core/kubernetes";
import { incidentJson, incidentsText, ocsfFinding } from "@watertight/reports/incidents";
import { counted, createPaint, sanitize } from "@watertight/reports/text";
import { piecesOfFile, piecesOfStream } from "../../../audit-log/lines.ts";
import { unpack } from "../../../audit-log/unpack.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { readText, writeText as writeFile } from "../../../files.ts";
import { configurationFor, readCluster } from "../../../reading.ts";
import type { Sender } from "../../../senders/sender.ts";
import { webhookSender } from "../../../senders/webhook.ts";
import { usesColor } from "../../../terminal/color.ts";
import { writeText } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { createSession, type Session } from "../detect/session.ts";
import { usualIn } from "../detect/usual.ts";
import { readAlerts } from "./alerts.ts";
import type { IncidentsAnswer } from "./answer.ts";
import { incidentsDocument } from "./document.ts";

const VERB = { verb: "audit incidents" };

/** `audit incidents`: logs, and what sensors saw, as few incidents. */
export const run: Run = async (args, context) => {
  if (args.operands.length === 0)
    throw new UsageError("Give an audit log, or - for standard input.", VERB);
  const sender = await senderFor(args, context);
  const answer = await answered(args, context);
  report(answer, args, context);
  const failed = sender === undefined ? [] : await sendAll(answer.shown, sender);
  if (sender !== undefined && failed.length > 0)
    context.stderr.write(`${sanitize(`${sender.name}: ${failed[0] ?? ""}.`)}\n`);
  return endingOf(answer, failed.length, args);
};

async function answered(args: Arguments, context: Context): Promise<IncidentsAnswer> {
  const paths = args.values("filename");
  const configuration = await configurationFor(args, context, paths);
  const { suppressions = [], ...settings } = configuration.audit;
  checkSuppressions(suppressions);
  const usual = args.value("usual");
  const memory = createMemory({
    baseline: usual === undefined ? undefined : await usualIn(usual, context),
  });
  const learn = args.value("learn");
  const detector = createDetector({ settings, memory, learning: learn !== undefined });
  const alerts = await readAlerts(args.values("alerts"), context);
  const collector = createCollector({
    ...{ settings, suppressions, memory, alerts: alerts.alerts },
    today: context.today(),
  });
  const session = createSession(detector, () => undefined, { unpack, each: collector.event });
  for (const file of args.operands) await readLog(file, session, context);
  if (learn !== undefined) {
    const text = `${JSON.stringify(memory.baseline(), null, 2)}\n`;
    await writeFile(learn, text, "What is usual", context);
  }
  const read =
    paths.length === 0 ? undefined : await readCluster(args, context, { configuration, paths });
  const judged = judgeIncidents(collector.finish(), read && reachIn(read.cluster));
  const from = SEVERITIES.find((each) => each === args.value("severity")) ?? "low";
  return {
    ...{ session, collector, alerts, judged, read },
    notAsked: detector.notAsked.map(({ detection, reason }) => ({ rule: detection.id, reason })),
    shown: judged.incidents.filter(({ severity }) => compareSeverity(severity, from) >= 0),
  };
}

function checkSuppressions(suppressions: readonly Suppression[]): void {
  for (const { rule, actor, namespace, reason } of suppressions) {
    if (rule !== undefined || actor !== undefined || namespace !== undefined) continue;
    throw new UsageError(
      `The suppression "${reason}" names neither rule, actor nor namespace, and would keep back everything.`,
      VERB,
    );
  }
}

async function readLog(file: string, session: Session, context: Context): Promise<void> {
  const pieces =
    file === "-"
      ? piecesOfStream(context.stdin())
      : piecesOfFile(resolve(context.workingDirectory, file));
  const name = file === "-" ? "standard input" : file;
  let number = 0;
  for await (const { lines } of pieces) {
    for (const line of lines) {
      number += 1;
      const at = number;
      session.line(line, () => `${name}:${at}`);
    }
  }
}

async function senderFor(args: Arguments, context: Context): Promise<Sender | undefined> {
  const url = args.value("webhook");
  if (url === undefined) return undefined;
  const file = args.value("webhook-secret");
  const secret =
    file === undefined
      ? context.environment["WATERTIGHT_WEBHOOK_SECRET"]
      : await readText(file, "The secret of the webhook", context);
  if (secret === undefined) {
    throw new UsageError(
      "A webhook needs a secret, by --webhook-secret FILE or WATERTIGHT_WEBHOOK_SECRET.",
      VERB,
    );
  }
  return webhookSender({ url, secret, time: Date.now });
}

/** Why incidents did not arrive, one clause each. */
async function sendAll(shown: readonly Incident[], sender: Sender): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const incident of shown) {
    const sent = await sender.send({
      id: incident.id,
      type: "watertight.incident",
      data: incidentJson(incident),
    });
    if (!sent.ok) failed.push(`incident ${incident.id} was not taken: ${sent.because}`);
  }
  return failed;
}

function report(answer: IncidentsAnswer, args: Arguments, context: Context): void {
  const { session, alerts, shown } = answer;
  if (!args.flag("quiet")) {
    for (const line of [...session.notReadLines, ...alerts.notRead])
      context.stderr.write(`${sanitize(line)}\n`);
  }
  const format = args.value("output") ?? "text";
  if (format === "json") {
    context.stdout.write(`${stringifyJson(incidentsDocument(answer))}\n`);
  } else if (format === "ocsf") {
    for (const each of shown)
      context.stdout.write(`${stringifyJson(ocsfFinding(each, context.version))}\n`);
  } else {
    writeText(context.stdout, textOf(answer, args, context));
  }
}

function textOf(answer: IncidentsAnswer, args: Arguments, context: Context): string {
  const { session, collector, judged, shown, notAsked, read } = answer;
  const { total, counts } = collector.suppressed();
  const paint = createPaint(usesColor(args.value("color"), context.stdout, context.environment));
  return incidentsText(
    shown,
    {
      ...collector.counts,
      events: session.counts.events,
      suppressed: total,
      expired: counts
        .filter(({ isExpired, count }) => isExpired && count > 0)
        .map(
          ({ suppression, count }) =>
            `"${suppression.reason}" ended on ${suppression.expires}, and ${counted(count, "detection")} would be kept back`,
        ),
      below: judged.below,
      hidden: judged.incidents.length - shown.length,
      notAsked: notAsked.map(({ rule }) => rule),
      hasCluster: read !== undefined,
    },
    paint,
  );
}

function endingOf(
  { session, alerts, judged, read }: IncidentsAnswer,
  failed: number,
  args: Arguments,
): Ending {
  const notRead = session.counts.notRead + alerts.notRead.length;
  if (notRead > 0)
    return endedIncomplete(`${counted(notRead, "line")} could not be read as events or alerts.`);
  if (failed > 0) return endedIncomplete(`${counted(failed, "incident")} could not be sent.`);
  if (read?.gap !== undefined) return endedIncomplete(read.gap);
  const given = args.value("fail-on") ?? "high";
  const failOn = SEVERITIES.find((each) => each === given);
  return failOn === undefined ? CLEAN : endedByIncidents(judged.incidents, failOn);
}

function endedByIncidents(incidents: readonly Incident[], failOn: Severity): Ending {
  const count = incidents.filter(({ severity }) => compareSeverity(severity, failOn) >= 0).length;
  if (count === 0) return CLEAN;
  const which = failOn === "critical" ? failOn : `${failOn} or worse`;
  return ended(
    `${counted(count, "incident")} ${count === 1 ? "is" : "are"} ${which} (--fail-on ${failOn}).`,
  );
}

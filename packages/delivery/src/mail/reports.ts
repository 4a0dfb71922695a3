import { createHash } from "node:crypto";
import type { ConfiguredEmail, ConfiguredScheduledReport } from "@watertight/core/configuration";
import type { ChannelSurroundings } from "../channels/surroundings.ts";
import { pauseAfter } from "../courier/backoff.ts";
import { type Clock, machineClock } from "../courier/clock.ts";
import type { DeliveryLog } from "../courier/log.ts";
import { createMailer, type Mail, type Mailer } from "./mailer.ts";
import { scheduleOf } from "./schedule.ts";
import { csvOf, type ReportTable } from "./table.ts";

/** What mailed reports are made with. */
export interface ReportsOptions {
  readonly email: readonly ConfiguredEmail[];
  readonly surroundings: ChannelSurroundings;
  /** What stands in a report at this moment. */
  readonly table: (report: ConfiguredScheduledReport) => Promise<ReportTable>;
  readonly log: DeliveryLog;
  /** Absent: that of the machine. */
  readonly clock?: Clock;
}

const MINUTE = 60_000;
const TRIES = 5;

/** Sends reports at their times until it is stopped; throws at once where a schedule is none. One that fails is tried again for some minutes, and then said. */
export function startReports(options: ReportsOptions): { readonly stop: () => Promise<void> } {
  const { email, clock = machineClock } = options;
  const all = email.flatMap((settings) =>
    (settings.reports ?? []).map((report) => ({
      ...{ settings, report },
      isTime: scheduleOf(report.schedule),
    })),
  );
  const ending = new AbortController();
  const sendings = new Set<Promise<void>>();
  const send = (each: (typeof all)[number], minute: number): void => {
    if (ending.signal.aborted) return;
    const sending = sendReport({ ...options, ...each, clock, minute, ending: ending.signal });
    sendings.add(sending);
    void sending.finally(() => sendings.delete(sending));
  };
  const sendDue = (minute: number): void => {
    for (const each of all) if (each.isTime(minute * MINUTE)) send(each, minute);
  };
  const run = async (): Promise<void> => {
    let minute = Math.floor(clock.now() / MINUTE) + 1;
    while (!ending.signal.aborted) {
      await clock.sleep(Math.max(0, minute * MINUTE - clock.now()), ending.signal);
      // A machine that slept, or a clock that jumped, leaves out no minute of the last hour.
      const now = Math.floor(clock.now() / MINUTE);
      for (minute = Math.max(minute, now - 60); minute <= now; minute++) sendDue(minute);
    }
  };
  const running = all.length === 0 ? Promise.resolve() : run();
  return {
    stop: async () => {
      ending.abort();
      await running;
      await Promise.all(sendings);
    },
  };
}

interface Sending extends Omit<ReportsOptions, "clock" | "email"> {
  readonly settings: ConfiguredEmail;
  readonly report: ConfiguredScheduledReport;
  readonly clock: Clock;
  /** Since 1970. */
  readonly minute: number;
  readonly ending: AbortSignal;
}

async function sendReport(sending: Sending): Promise<void> {
  const { settings, report, clock, log, ending } = sending;
  const fields = { channel: settings.name, report: report.name };
  let because = "";
  for (let tried = 1; tried <= TRIES && !ending.aborted; tried++) {
    try {
      const mailer = await createMailer(settings, sending.surroundings);
      const outcome = await mailWith(mailer, sending);
      if (outcome.is === "sent") {
        log.info("a report was sent", fields);
        return;
      }
      because = outcome.because;
      if (outcome.is === "refused") break;
    } catch (error) {
      because = error instanceof Error ? error.message : String(error);
    }
    await clock.sleep(
      pauseAfter(tried + 3, () => 0.5),
      ending,
    );
  }
  log.error("a report was not sent", { ...fields, because });
}

async function mailWith(mailer: Mailer, sending: Sending) {
  const { report, table, minute, ending } = sending;
  const made = await table(report);
  const mail: Mail = {
    id: createHash("sha256").update(`${report.name}\n${minute}`).digest("hex"),
    subject: `[watertight] ${made.title}`,
    text: [...made.summary, ""].join("\n"),
    attachments: await attachmentsOf(report, made, minute * MINUTE),
  };
  return mailer.send(mail, ending);
}

async function attachmentsOf(
  { name, formats }: ConfiguredScheduledReport,
  table: ReportTable,
  time: number,
) {
  const base = `${name.replace(/[^A-Za-z0-9_-]+/g, "-")}-${new Date(time).toISOString().slice(0, 10)}`;
  const attachments: { filename: string; contentType: string; content: Buffer }[] = [];
  for (const format of formats)
    if (format === "csv")
      attachments.push({
        ...{ filename: `${base}.csv`, contentType: "text/csv; charset=utf-8" },
        content: csvOf(table),
      });
    else {
      const { pdfOf } = await import("./pdf.ts");
      const content = await pdfOf(table, time);
      attachments.push({ filename: `${base}.pdf`, contentType: "application/pdf", content });
    }
  return attachments;
}

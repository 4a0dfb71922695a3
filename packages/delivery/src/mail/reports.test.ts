import { inflateSync } from "node:zlib";
import { PDFDocument } from "@cantoo/pdf-lib";
import { fakeClock, surroundingsFor } from "@watertight/delivery/testing";
import { expect, test } from "vitest";
import { pdfOf } from "./pdf.ts";
import { startReports } from "./reports.ts";
import { scheduleOf } from "./schedule.ts";
import { csvOf } from "./table.ts";

const TABLE = {
  title: "Findings of the week",
  summary: ["2 findings, 1 of them high."],
  columns: ["severity", "object"],
  rows: [
    ["high", 'Deployment "shop/web", ünïcode'],
    ["=cmd|' /C calc'!A0", "日本\u202e\u0007"],
  ],
};

test("CSV quotes what has to be, and has no formulas", () => {
  expect(csvOf(TABLE).toString("utf8")).toBe(
    'severity,object\r\nhigh,"Deployment ""shop/web"", ünïcode"\r\n\'=cmd|\' /C calc\'!A0,日本\u202e \r\n',
  );
});

/** All that the streams of a PDF hold, which are zlib. */
function streamsOf(pdf: Buffer): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const begin = pdf.indexOf("stream\n", at);
    if (begin < 0) return parts.join("\n");
    const end = pdf.indexOf("\nendstream", begin);
    parts.push(inflateSync(pdf.subarray(begin + 7, end)).toString("latin1"));
    at = end + 10;
  }
}

test("PDF has a page for as many rows as it takes, and shows what the fonts lack as question marks", async () => {
  const rows = Array.from({ length: 100 }, (_, at) => [`row ${at}`, "日本 ü"]);
  const pdf = await pdfOf({ ...TABLE, rows }, 0);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const text = streamsOf(pdf);
  // Text is written as hexadecimal digits of WinAnsi.
  const hex = (words: string): string => Buffer.from(words, "latin1").toString("hex").toUpperCase();
  expect(text).toContain(hex("Findings of the week"));
  expect(text).toContain(hex("row 99"));
  expect(text).toContain(hex("?? ü"));
  expect((await PDFDocument.load(pdf)).getPageCount()).toBe(3);
  expect((await pdfOf({ ...TABLE, rows }, 0)).equals(pdf)).toBe(true);
});

test.each([
  ["30 6 * * 1", "2026-11-30T06:30:00Z", true],
  ["30 6 * * 1", "2026-12-01T06:30:00Z", false],
  ["30 6 * * MON-FRI", "2026-12-04T06:30:00Z", true],
  ["*/20 0-6/3 * * *", "2026-11-30T03:40:00Z", true],
  ["*/20 0-6/3 * * *", "2026-11-30T04:40:00Z", false],
  ["0 0 13 * 5", "2026-11-13T00:00:00Z", true],
  ["0 0 13 * 5", "2026-11-20T00:00:00Z", true],
  ["0 0 13 * 5", "2026-11-21T00:00:00Z", false],
  ["0 0 1 jan,jul *", "2026-07-01T00:00:00Z", true],
  ["5/15 * * * *", "2026-07-01T00:50:00Z", true],
  ["@weekly", "2026-11-29T00:00:00Z", true],
])("the schedule %s at %s: %s", (schedule, time, expected) => {
  expect(scheduleOf(schedule)(Date.parse(time))).toBe(expected);
});

test("what is no schedule is refused at the start", () => {
  expect(() => scheduleOf("0 25 * * *")).toThrow(
    'The schedule "0 25 * * *" has no valid hour: 25.',
  );
  expect(() => scheduleOf("@every 5m")).toThrow('The schedule "@every 5m" has no fixed times.');
});

test("a report whose mail nobody takes is tried again, and then said", async () => {
  const clock = fakeClock(Date.parse("2026-11-30T06:29:30Z"));
  const told: string[] = [];
  let asked = 0;
  const reports = startReports({
    email: [
      {
        ...{ name: "mail", server: "smtp://127.0.0.1:1", from: "a@example.com" },
        to: ["b@example.com"],
        reports: [{ name: "week", schedule: "30 6 * * 1", formats: ["csv"] }],
      },
    ],
    surroundings: surroundingsFor(),
    table: () => {
      asked += 1;
      return Promise.resolve(TABLE);
    },
    log: { error: (line) => told.push(line), info: (line) => told.push(line) },
    clock,
  });
  while (told.length === 0)
    await new Promise((settle) => {
      setImmediate(settle);
    });
  expect(told).toEqual(["a report was not sent"]);
  expect(asked).toBe(5);
  await reports.stop();
});

import { stringifyJson } from "@watertight/core/kubernetes";
import type { LinkedEntry, StandingCapture } from "@watertight/evidence";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { lockWords, storeFor } from "../../../evidence-store.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";

/** `evidence list`. */
export const run: Run = async (args, context) => {
  const store = await storeFor(args, context);
  const captures = await store.captures();
  const entries = await store.entries();
  const lock = await lockWords(store);
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...HEAD_WITHOUT_INPUT,
        store: store.storage.name,
        head: entries.at(-1)?.digest ?? "",
        captures: captures.map(({ entry, isHeld, isExpired }) => ({
          ...{ capture: entry.number, about: entry.about, time: entry.time, who: entry.who },
          ...{ keepUntil: entry.keepUntil, held: isHeld, expired: isExpired },
          missing: entry.missing,
          items: entry.items.map((item) => ({ ...item })),
          custody: custodyOf(entry.number, entries).map(({ entry: each }) => ({
            ...{ time: each.time, who: each.who, action: each.action, reason: each.reason },
          })),
        })),
      })}\n`,
    text: () =>
      [
        ...captures.flatMap((each) => linesOf(each, custodyOf(each.entry.number, entries))),
        `${counted(captures.length, "capture")} in ${store.storage.name}.`,
        ...(lock === "" ? [] : [lock]),
      ]
        .map((line) => `${sanitize(line)}\n`)
        .join(""),
  });
  return CLEAN;
};

function custodyOf(capture: number, entries: readonly LinkedEntry[]): readonly LinkedEntry[] {
  return entries.filter(({ entry }) => entry.capture === capture);
}

function linesOf(
  { entry, isHeld, isExpired }: StandingCapture,
  custody: readonly LinkedEntry[],
): readonly string[] {
  const state = isExpired ? "removed" : isHeld ? "held" : `kept until ${entry.keepUntil}`;
  return [
    `${entry.number}  ${entry.about}  ${entry.time}  ${state}`,
    ...entry.items.map(({ kind, name, size }) => `    ${kind}  ${name}  ${counted(size, "byte")}`),
    ...entry.missing.map((each) => `    not had: ${each}`),
    ...custody.map(
      ({ entry: { time, who, action, reason } }) =>
        `    ${time}  ${action} by ${who}${reason === "" ? "" : `: ${reason}`}`,
    ),
    "",
  ];
}

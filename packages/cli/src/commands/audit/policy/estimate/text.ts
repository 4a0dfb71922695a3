import { type AuditVolume, auditRequestText } from "@watertight/core/audit";
import { counted, sanitize } from "@watertight/reports/text";
import type { Estimated } from "../answers.ts";

// More would say the same again.
const MOST_UNSEEN = 5;

/** `audit policy estimate` for people. */
export function estimateText({
  sample,
  perDay,
  total,
  byRule,
  bodies,
  policy,
  unseen,
}: Estimated): string {
  const { file, placeOf } = policy;
  const nameOf = (rule: number | undefined): string => {
    if (rule === undefined) return "no rule";
    const { line, column } = placeOf(["rules", rule]);
    return `rules[${rule}] (${file}:${line}:${column})`;
  };
  const lines = [
    perDay
      ? `A day: ${volumeText(perDay)}`
      : `In the sample: ${volumeText(total)}; too short to say for a day`,
    `Sample: ${volumeText(sample)} in ${durationText(sample.seconds)}`,
    ...byRule.map(({ rule, ...volume }) => {
      const share = total.bytes === 0 ? 0 : Math.round((volume.bytes / total.bytes) * 100);
      return `  ${share} % ${nameOf(rule)}: ${counted(volume.events, "event")}`;
    }),
    ...(bodies.alike > 0
      ? [`Bodies of ${counted(bodies.alike, "event")} are taken from like requests of the sample`]
      : []),
    ...(bodies.unknown > 0
      ? [`Bodies of ${counted(bodies.unknown, "event")} are not known, and not counted`]
      : []),
    ...unseen.slice(0, MOST_UNSEEN).map((each) => `Not in the sample: ${auditRequestText(each)}`),
    ...(unseen.length > MOST_UNSEEN
      ? [`Not in the sample: ${unseen.length - MOST_UNSEEN} more kinds of requests`]
      : []),
    "",
  ];
  return lines.map(sanitize).join("\n");
}

function volumeText({ events, bytes }: AuditVolume): string {
  return `${counted(events, "event")}, ${bytesText(bytes)}`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

function bytesText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit] ?? ""}`;
}

function durationText(seconds: number): string {
  if (seconds < 120) return counted(Math.round(seconds), "second");
  return seconds < 7200
    ? counted(Math.round(seconds / 60), "minute")
    : counted(Math.round(seconds / 3600), "hour");
}

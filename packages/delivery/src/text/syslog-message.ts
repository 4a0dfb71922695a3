import type { ConfiguredSyslog } from "@watertight/core/configuration";
import type { Severity } from "@watertight/core/findings";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import { cefMessage } from "./cef.ts";
import { changeDocument } from "./document.ts";

/** Severities of RFC 5424, 6.2.1. */
const SEVERITIES: Readonly<Record<Severity, number>> = {
  info: 6,
  low: 5,
  medium: 4,
  high: 3,
  critical: 2,
};
const FACILITIES: Readonly<Record<string, number>> = { user: 1, daemon: 3, auth: 4, authpriv: 10 };
const LOCAL0 = 16;
const BOM = "\ufeff";
/** The number under which examples of RFC 5424 stand: nobody's. */
const STRUCTURED = "watertight@32473";

/** One message of RFC 5424: header, structured data, and JSON or CEF. */
export function syslogMessage(
  change: Change,
  { format = "json", facility = "local0" }: Pick<ConfiguredSyslog, "facility" | "format">,
  { hostname, version }: { readonly hostname: string; readonly version: string },
): Buffer {
  const { severity, time, kind, key, cluster, check } = change;
  const priority = facilityNumber(facility) * 8 + SEVERITIES[severity];
  const header = [
    `<${priority}>1`,
    timeOf(time),
    nameOf(hostname, 255),
    "watertight",
    "-",
    nameOf(kind, 32),
  ].join(" ");
  const data = structured([
    ["key", key],
    ["cluster", cluster],
    ["severity", severity],
    ["check", check],
  ]);
  // CEF is read from the beginning of the message by receivers that know no mark there.
  const text =
    format === "cef"
      ? cefMessage(change, version)
      : `${BOM}${stringifyJson(changeDocument(change))}`;
  return Buffer.from(`${header} ${data} ${text}`);
}

function facilityNumber(facility: string): number {
  const local = /^local([0-7])$/.exec(facility)?.[1];
  return local === undefined ? (FACILITIES[facility] ?? LOCAL0) : LOCAL0 + Number(local);
}

/** RFC 5424 takes up to six digits of a second, and no others than those of RFC 3339. */
function timeOf(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "-" : date.toISOString();
}

/** Printable ASCII without spaces; `-` where nothing is left. */
function nameOf(text: string, most: number): string {
  return text.replace(/[^\x21-\x7e]/g, "").slice(0, most) || "-";
}

/** In values `"`, `\` and `]` are behind a backslash: RFC 5424, 6.3.3. */
function structured(pairs: readonly (readonly [string, string])[]): string {
  const shown = pairs
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ` ${name}="${clean(value).replace(/["\\\]]/g, "\\$&")}"`);
  return `[${STRUCTURED}${shown.join("")}]`;
}

function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").replace(/\p{Cs}/gu, "\ufffd");
}

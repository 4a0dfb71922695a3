import { CHANNEL_IDS } from "@watertight/core/tenancy";
import type { AskedPairs } from "@watertight/reports/tenancy";
import { sanitize } from "@watertight/reports/text";

/** `tenancy -o csv`: RFC 4180, a row a pair and channel; what a spreadsheet would take for a formula begins with an apostrophe. */
export function tenancyCsv({ tenancy, pairs }: AskedPairs): string {
  const rows = pairs.flatMap(([from, to]) =>
    CHANNEL_IDS.map((channel) => {
      const { verdict, reason } = tenancy.cell(from, to, channel);
      return [from.name, to.name, channel, verdict, reason];
    }),
  );
  return [["from", "to", "channel", "verdict", "reason"], ...rows]
    .map((fields) => `${fields.map(field).join(",")}\r\n`)
    .join("");
}

function field(text: string): string {
  const safe = sanitize(text);
  const defused = /^\s*[=+\-@]/.test(safe) ? `'${safe}` : safe;
  return /[",]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

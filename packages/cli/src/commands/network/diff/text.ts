import type { ChangedConnection } from "@watertight/core/network";
import { portsText } from "@watertight/reports/network";
import { sanitize } from "@watertight/reports/text";
import { type Changes, doubt, summary } from "./changes.ts";

/** `network diff` as text. */
export function diffText(gained: Changes, lost: Changes): string {
  const row =
    (sign: string) =>
    (change: ChangedConnection): string =>
      sanitize(
        `${sign} ${change.src.name} => ${change.dst.name} : ${portsText(change.ports)}${doubt(change)}`,
      );
  return `${[...gained.map(row("+")), ...lost.map(row("-")), summary(gained, lost)].join("\n")}\n`;
}

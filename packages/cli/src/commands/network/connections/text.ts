import type { Connection, Connections } from "@watertight/core/network";
import { portsText } from "@watertight/reports/network";
import { sanitize } from "@watertight/reports/text";

/** `network connections` for people. */
export function connectionsText({ connections, unknown, assumptions }: Connections): string {
  const sections = [
    connections.map(rowOf).join("\n"),
    section("Not decided; these may pass or not:", unknown.map(rowOf)),
    section("Assumed:", assumptions),
  ];
  const shown = sections.filter((text) => text !== "");
  return connections.length === 0
    ? `${["No connection is allowed.", ...shown].join("\n\n")}\n`
    : `${shown.join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ""
    : [title, ...lines.map((line) => `  ${sanitize(line)}`)].join("\n");
}

function rowOf({ src, dst, ports }: Connection): string {
  return sanitize(`${src.name} => ${dst.name} : ${portsText(ports)}`);
}

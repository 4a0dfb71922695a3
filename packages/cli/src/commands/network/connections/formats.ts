import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Connection, Connections } from "@watertight/core/network";
import { sanitize } from "../../../terminal/sanitize.ts";

/** Formats of `network connections`, by the name that `-o` takes. */
export const CONNECTION_FORMATS: ReadonlyMap<string, (found: Connections) => string> = new Map([
  ["text", asText],
  ["json", asJson],
  ["csv", asCsv],
  ["dot", asDot],
  ["mermaid", asMermaid],
]);

function asText({ connections, unknown, assumptions }: Connections): string {
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
  return sanitize(`${src} => ${dst} : ${portsText(ports)}`);
}

/** `TCP 80,8080-8090, UDP 53`, or `all ports`. */
export function portsText(ports: Connection["ports"]): string {
  if (ports === "all") return "all ports";
  const byProtocol = new Map<string, string[]>();
  for (const { protocol, from, to } of ports) {
    const list = byProtocol.get(protocol) ?? [];
    byProtocol.set(protocol, list);
    list.push(from === to ? String(from) : `${from}-${to}`);
  }
  return [...byProtocol].map(([protocol, list]) => `${protocol} ${list.join(",")}`).join(", ");
}

function asJson({ connections, unknown, assumptions }: Connections): string {
  const list = (those: readonly Connection[]): string =>
    those.length === 0
      ? "[]"
      : `[\n${those.map((each) => `  ${stringifyJson(connectionJson(each))}`).join(",\n")}\n]`;
  return `{"connections": ${list(connections)},\n"unknown": ${list(unknown)},\n"assumptions": ${stringifyJson(assumptions)}}\n`;
}

export function connectionJson({ src, dst, ports }: Connection): JsonObject {
  return {
    src,
    dst,
    ports:
      ports === "all" ? ports : ports.map(({ protocol, from, to }) => ({ protocol, from, to })),
  };
}

function asCsv({ connections, unknown }: Connections): string {
  const rows = [
    ...connections.map((each) => csvRow(each, "yes")),
    ...unknown.map((each) => csvRow(each, "unknown")),
  ];
  return `${["src,dst,ports,verdict", ...rows].join("\r\n")}\r\n`;
}

function csvRow({ src, dst, ports }: Connection, verdict: "yes" | "unknown"): string {
  return [src, dst, portsText(ports), verdict].map(csvCell).join(",");
}

// A spreadsheet takes a cell that begins so for a formula.
function csvCell(text: string): string {
  const shown = sanitize(text);
  const safe = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}

function asDot(found: Connections): string {
  const quoted = (text: string): string =>
    `"${sanitize(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const edge =
    (style: string) =>
    ({ src, dst, ports }: Connection): string =>
      `  ${quoted(src)} -> ${quoted(dst)} [label=${quoted(portsText(ports))}${style}];`;
  return [
    "digraph network {",
    "  rankdir=LR;",
    "  node [shape=box];",
    ...endsOf(found).map((end) => `  ${quoted(end)};`),
    ...found.connections.map(edge("")),
    ...found.unknown.map(edge(", style=dashed")),
    "}\n",
  ].join("\n");
}

function asMermaid(found: Connections): string {
  const ids = new Map(endsOf(found).map((end, index) => [end, `n${index}`]));
  // Mermaid reads entities of HTML with a number sign in place of the ampersand.
  const quoted = (text: string): string =>
    `"${sanitize(text).replace(/[#"&<>|`]/g, (character) => `#${character.codePointAt(0)};`)}"`;
  const edge =
    (arrow: string) =>
    ({ src, dst, ports }: Connection): string =>
      `  ${ids.get(src)} ${arrow}|${quoted(portsText(ports))}| ${ids.get(dst)}`;
  return [
    "flowchart LR",
    ...[...ids].map(([end, id]) => `  ${id}[${quoted(end)}]`),
    ...found.connections.map(edge("-->")),
    ...found.unknown.map(edge("-.->")),
    "",
  ].join("\n");
}

function endsOf({ connections, unknown }: Connections): readonly string[] {
  const ends = [...connections, ...unknown].flatMap(({ src, dst }) => [src, dst]);
  return [...new Set(ends)].sort();
}

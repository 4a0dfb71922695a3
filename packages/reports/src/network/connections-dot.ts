import type { Connection, Connections } from "@watertight/core/network";
import { sanitize } from "../text/sanitize.ts";
import { endsOf } from "./ends.ts";
import { portsText } from "./ports-text.ts";

/** Connections as Graphviz draws them. */
export function connectionsDot(found: Connections): string {
  const quoted = (text: string): string =>
    `"${sanitize(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const edge =
    (style: string) =>
    ({ src, dst, ports }: Connection): string =>
      `  ${quoted(src.name)} -> ${quoted(dst.name)} [label=${quoted(portsText(ports))}${style}];`;
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

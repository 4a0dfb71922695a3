import type { Connection, Connections } from "@watertight/core/network";
import { sanitize } from "../text/sanitize.ts";
import { endsOf } from "./ends.ts";
import { portsText } from "./ports-text.ts";

/** Connections as Mermaid draws them. */
export function connectionsMermaid(found: Connections): string {
  const ids = new Map(endsOf(found).map((end, index) => [end, `n${index}`]));
  // Mermaid reads entities of HTML with a number sign in place of the ampersand.
  const quoted = (text: string): string =>
    `"${sanitize(text).replace(/[#"&<>|`]/g, (character) => `#${character.codePointAt(0)};`)}"`;
  const edge =
    (arrow: string) =>
    ({ src, dst, ports }: Connection): string =>
      `  ${ids.get(src.name)} ${arrow}|${quoted(portsText(ports))}| ${ids.get(dst.name)}`;
  return [
    "flowchart LR",
    ...[...ids].map(([end, id]) => `  ${id}[${quoted(end)}]`),
    ...found.connections.map(edge("-->")),
    ...found.unknown.map(edge("-.->")),
    "",
  ].join("\n");
}

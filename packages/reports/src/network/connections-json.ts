import { stringifyJson } from "@watertight/core/kubernetes";
import type { Connection, Connections } from "@watertight/core/network";
import { type DocumentFacts, documentHead } from "../json/document-json.ts";
import { safeJson } from "../json/safe-json.ts";
import { connectionJson } from "./connection-json.ts";

/** `network connections -o json`. */
export function connectionsJson(
  { connections, unknown, assumptions }: Connections,
  facts: DocumentFacts,
): string {
  const list = (those: readonly Connection[]): string =>
    those.length === 0
      ? "[]"
      : `[\n${those.map((each) => `  ${stringifyJson(connectionJson(each))}`).join(",\n")}\n]`;
  const head = safeJson(documentHead({ ...facts, statements: assumptions }));
  return `${head.slice(0, -1)},\n"connections": ${list(connections)},\n"unknown": ${list(unknown)}}\n`;
}

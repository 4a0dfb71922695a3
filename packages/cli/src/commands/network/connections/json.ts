import { stringifyJson } from "@watertight/core/kubernetes";
import type { Connection, Connections } from "@watertight/core/network";
import { connectionJson } from "../connection-json.ts";

/** `network connections -o json`. */
export function connectionsJson({ connections, unknown, assumptions }: Connections): string {
  const list = (those: readonly Connection[]): string =>
    those.length === 0
      ? "[]"
      : `[\n${those.map((each) => `  ${stringifyJson(connectionJson(each))}`).join(",\n")}\n]`;
  return `{"connections": ${list(connections)},\n"unknown": ${list(unknown)},\n"assumptions": ${stringifyJson(assumptions)}}\n`;
}

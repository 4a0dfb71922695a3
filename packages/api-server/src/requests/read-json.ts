import type { IncomingMessage } from "node:http";
import type { JsonValue } from "@watertight/core/kubernetes";
import { readBody } from "./body.ts";
import { parseJson } from "./json.ts";
import { cutShort } from "./passing.ts";

/** The JSON of an answer; one that is none was cut on its way. */
export async function readJson(answer: IncomingMessage, silence: number): Promise<JsonValue> {
  const body = await readBody(answer, { silence });
  const value = parseJson(body.toString("utf8"));
  if (value === undefined) throw cutShort();
  return value;
}

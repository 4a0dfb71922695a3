import type { IncomingMessage } from "node:http";
import { type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import type { HttpAnswer } from "./http.ts";

const LONGEST_BODY = 65_536;
const LONGEST_WORDS = 300;

/** What a registry says of its refusal, in its own words after a colon; "" where it says nothing. */
export async function errorWords(answer: HttpAnswer): Promise<string> {
  const left = answer.headers["ratelimit-limit"] ?? answer.headers["docker-ratelimit-source"];
  const limit =
    answer.status === 429 && left !== undefined
      ? `; its limit is ${String(left).slice(0, 100)}`
      : "";
  const words = listAt(await bodyOf(answer), "errors")
    .map((each) => textAt(each, "message") || textAt(each, "code"))
    .filter((each) => each !== "")
    .join("; ")
    .slice(0, LONGEST_WORDS);
  return words === "" ? limit : `: ${words}${limit}`;
}

async function bodyOf({ body, discard }: HttpAnswer): Promise<JsonValue> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LONGEST_BODY) break;
    }
    // A door: JSON gives JSON.
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as JsonValue;
  } catch {
    return {};
  } finally {
    discard();
  }
}

/** How many milliseconds to wait, as `Retry-After` says in seconds or as a date; undefined where it does not. */
export function retryAfter(headers: IncomingMessage["headers"], now: number): number | undefined {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

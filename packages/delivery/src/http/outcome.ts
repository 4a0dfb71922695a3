import { type Outcome, SENT } from "../channel.ts";
import type { HttpAnswer } from "./client.ts";

/** What the same request will never be taken with: its content. A token, a path or a limit may be mended. */
const REFUSED: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** What an answer means for what was sent, as most services have it. `words` are what the answer says besides, without secrets. */
export function outcomeOf(answer: HttpAnswer, now: number, words = ""): Outcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return SENT;
  const because = `it answers ${status}${words === "" ? "" : `: ${words}`}`;
  if (REFUSED.has(status)) return { is: "refused", because };
  const after = retryAfter(answer, now);
  return { is: "later", because, ...(after !== undefined && { after }) };
}

/** Milliseconds that a server asks to wait: `Retry-After` as seconds or as a date. */
function retryAfter({ headers }: HttpAnswer, now: number): number | undefined {
  const text = headers["retry-after"];
  if (text === undefined) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

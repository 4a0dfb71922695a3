import { setTimeout as wait } from "node:timers/promises";
import { stringifyJson } from "@watertight/core/kubernetes";
import { SHORTEST_KEY, webhookHeaders, webhookKey } from "@watertight/delivery";
import { errorWords } from "@watertight/manifests";
import { UsageError } from "../usage-error.ts";
import type { Message, Sender, Sent } from "./sender.ts";

/** What a webhook is made with. */
interface WebhookOptions {
  readonly url: string;
  /** Text that both sides know; as `whsec_…` base64 of the key. */
  readonly secret: string;
  /** Milliseconds since 1970, for the time that is signed. */
  readonly time: () => number;
  /** Milliseconds before the second try; each further one waits three times as long. */
  readonly pause?: number;
}

const TRIES = 3;
const PAUSE = 1000;
const TIMEOUT = 30_000;

/**
 * A sender by HTTP POST, signed as Standard Webhooks 1.0.0 has it: `webhook-signature: v1,` and base64 of HMAC-SHA256 over
 * `ID.TIME.BODY`, so that receivers check it with a library that they have. Redirects are not followed; what a server answers
 * with 5xx or 429, and what does not answer, is tried again.
 */
export function webhookSender({ url, secret, time, pause = PAUSE }: WebhookOptions): Sender {
  const target = targetOf(url);
  const key = keyOf(secret);
  return {
    name: `${target.origin}${target.pathname}`,
    send: async (message) => {
      const body = bodyOf(message, time());
      let sent: Sent = { ok: false, because: "not tried" };
      for (let tried = 0; tried < TRIES; tried++) {
        if (tried > 0) await wait(pause * 3 ** (tried - 1));
        const { isFinal, ...answer } = await post(target, signed(message.id, body, key, time()));
        sent = answer.because === "" ? { ok: true } : { ok: false, because: answer.because };
        if (isFinal) break;
      }
      return sent;
    },
  };
}

function targetOf(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const isLocal =
    target !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname);
  if (target?.protocol === "https:" || (target?.protocol === "http:" && isLocal)) return target;
  throw new UsageError(
    "A webhook is an address of https; http is taken for this machine alone, since incidents name what is open.",
  );
}

function keyOf(secret: string): Buffer {
  const key = webhookKey(secret.trim());
  if (key !== undefined) return key;
  throw new UsageError(`The secret of a webhook has at least ${SHORTEST_KEY} bytes.`);
}

function bodyOf({ type, data }: Message, now: number): string {
  return stringifyJson({ type, timestamp: new Date(now).toISOString(), data });
}

interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function signed(id: string, body: string, key: Buffer, now: number): SignedRequest {
  return {
    headers: {
      "content-type": "application/json",
      "user-agent": "watertight",
      ...webhookHeaders({ id, body, key, now }),
    },
    body,
  };
}

/** `because` is "" where it was taken. */
async function post(
  target: URL,
  { headers, body }: SignedRequest,
): Promise<{ readonly isFinal: boolean; readonly because: string }> {
  try {
    const response = await fetch(target, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return { isFinal: true, because: "" };
    return { isFinal: status < 500 && status !== 429, because: `it answers ${status}` };
  } catch (error) {
    return { isFinal: false, because: errorWords(error) };
  }
}

import { createHmac } from "node:crypto";

/** Shorter keys can be guessed from one message. */
export const SHORTEST_KEY = 16;

/** The key of a secret, as both sides have it: what comes after `whsec_` is base64 of it, anything else is it; undefined where it is too short. */
export function webhookKey(secret: string): Buffer | undefined {
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret, "utf8");
  return key.length >= SHORTEST_KEY ? key : undefined;
}

interface ToSign {
  /** The same whenever the same message is sent. */
  readonly id: string;
  readonly body: string;
  readonly key: Buffer;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The headers of Standard Webhooks 1.0.0: base64 of HMAC-SHA256 over `ID.TIME.BODY`. */
export function webhookHeaders({ id, body, key, now }: ToSign): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(now / 1000));
  const signed = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signed}`,
  };
}

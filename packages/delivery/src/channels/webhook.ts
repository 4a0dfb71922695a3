import { createHash, createHmac } from "node:crypto";
import type { ConfiguredWebhook } from "@watertight/core/configuration";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import type { Channel } from "../channel.ts";
import { secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import { httpChannel, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** Shorter keys can be guessed from one message. */
const SHORTEST = 16;

/**
 * HTTP POST of JSON, signed as Standard Webhooks 1.0.0 has it. One change is `{type, timestamp, data}` with its key as `webhook-id`; several
 * are `watertight.changes` with a list, each with its own key.
 */
export async function webhookChannel(
  settings: ConfiguredWebhook,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { client, url } = await httpFor(settings, surroundings);
  const secret = secretReader(settings.secret, `The secret of ${settings.name}`, surroundings);
  const { now } = surroundings;
  return httpChannel({
    ...{ name: settings.name, kind: "webhook", target: shownUrl(url), batch: 1, client, now },
    post: async (changes) => {
      const key = keyOf(await secret(), settings.name);
      const body = bodyOf(changes);
      const id = idOf(changes);
      return {
        url,
        body,
        headers: { ...JSON_HEADERS, ...signature({ id, body, key, now: now() }) },
      };
    },
  });
}

/** The key of a secret: what comes after `whsec_` is base64 of it, anything else is it. */
function keyOf(secret: string, name: string): Buffer {
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret, "utf8");
  if (key.length >= SHORTEST) return key;
  throw new Error(`the secret of ${name} has less than ${SHORTEST} bytes`);
}

function idOf(changes: readonly Change[]): string {
  const [only, ...others] = changes;
  if (only !== undefined && others.length === 0) return only.key;
  return createHash("sha256")
    .update(changes.map(({ key }) => key).join("\n"))
    .digest("hex");
}

function bodyOf(changes: readonly Change[]): string {
  const [first] = changes;
  const timestamp = first?.time ?? "";
  if (first !== undefined && changes.length === 1)
    return stringifyJson({
      type: `watertight.${first.kind}`,
      timestamp,
      data: changeDocument(first),
    });
  const all = changes.map(changeDocument);
  return stringifyJson({ type: "watertight.changes", timestamp, data: { changes: all } });
}

interface ToSign {
  readonly id: string;
  readonly body: string;
  readonly key: Buffer;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The headers of Standard Webhooks 1.0.0: base64 of HMAC-SHA256 over `ID.TIME.BODY`. */
function signature({ id, body, key, now }: ToSign): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(now / 1000));
  const signed = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signed}`,
  };
}

import { createHash } from "node:crypto";
import type { ConfiguredWebhook } from "@watertight/core/configuration";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import type { Channel } from "../channel.ts";
import { SHORTEST_KEY, webhookHeaders, webhookKey } from "../http/standard-webhooks.ts";
import { secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import { httpChannel, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

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
      const key = webhookKey(await secret());
      if (key === undefined)
        throw new Error(`the secret of ${settings.name} has less than ${SHORTEST_KEY} bytes`);
      const body = bodyOf(changes);
      const id = idOf(changes);
      return {
        url,
        body,
        headers: { ...JSON_HEADERS, ...webhookHeaders({ id, body, key, now: now() }) },
      };
    },
  });
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

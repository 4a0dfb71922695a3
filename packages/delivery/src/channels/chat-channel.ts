import type { ConfiguredChat } from "@watertight/core/configuration";
import type { Change } from "../change.ts";
import type { Channel } from "../channel.ts";
import { createHttpClient } from "../http/client.ts";
import { tlsSettings } from "../http/tls.ts";
import { secretReader } from "../secrets.ts";
import { checkedUrl, httpChannel, JSON_HEADERS } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

interface ChatParts {
  readonly kind: string;
  readonly batch: number;
  readonly body: (changes: readonly Change[]) => string;
}

/** A channel whose address is a secret, read anew for each message. */
export async function chatChannel(
  settings: ConfiguredChat,
  surroundings: ChannelSurroundings,
  { kind, batch, body }: ChatParts,
): Promise<Channel> {
  const { name, tls, url } = settings;
  const address = secretReader(url, `The address of ${name}`, surroundings);
  return httpChannel({
    ...{ name, kind, batch, now: surroundings.now, target: placeOf(settings) },
    client: createHttpClient(await tlsSettings(tls, surroundings.directory)),
    post: async (changes) => ({
      url: checkedUrl({ ...settings, url: await address() }),
      headers: JSON_HEADERS,
      body: body(changes),
    }),
  });
}

/** Whoever knows the address may write there: people see where it is read. */
function placeOf({ url: { file, env } }: ConfiguredChat): string {
  return file === undefined ? `the address in ${env ?? ""}` : `the address in ${file}`;
}

import type { ConfiguredTls } from "@watertight/core/configuration";
import type { Change } from "../change.ts";
import { type Channel, forAll, type Outcome } from "../channel.ts";
import { createHttpClient, type HttpAnswer, type HttpClient } from "../http/client.ts";
import { outcomeOf } from "../http/outcome.ts";
import { tlsSettings } from "../http/tls.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** What one POST is. */
interface Posted {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a channel over HTTP adds to one. */
interface HttpChannelParts {
  readonly name: string;
  readonly kind: string;
  readonly target: string;
  readonly batch: number;
  readonly client: HttpClient;
  readonly now: () => number;
  /** The request for changes; where there is none to make, they count as sent. */
  readonly post: (changes: readonly Change[]) => Promise<Posted | undefined>;
  /** What an answer means, where it is more than its status. */
  readonly judge?: (answer: HttpAnswer, changes: readonly Change[]) => readonly Outcome[];
}

/** A channel that sends changes by one POST. */
export function httpChannel(parts: HttpChannelParts): Channel {
  const { name, kind, target, batch, client, now, post, judge } = parts;
  return {
    ...{ name, kind, target, batch },
    send: async (changes, signal) => {
      const posted = await post(changes);
      if (posted === undefined) return forAll(changes, { is: "sent" });
      const answer = await client.request({ method: "POST", ...posted, signal });
      return judge?.(answer, changes) ?? forAll(changes, outcomeOf(answer, now()));
    },
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

/** What of an address people may see: neither credentials nor questions. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** A client and the address of a channel; throws with a sentence where it is one that may not be used. */
export async function httpFor(
  settings: {
    readonly name: string;
    readonly url: string;
    readonly tls?: ConfiguredTls;
    readonly allowHttp?: boolean;
  },
  { directory }: ChannelSurroundings,
): Promise<{ readonly client: HttpClient; readonly url: URL }> {
  const { name, tls } = settings;
  const url = checkedUrl(settings);
  try {
    return { client: createHttpClient(await tlsSettings(tls, directory)), url };
  } catch (error) {
    throw new Error(`The certificates of the channel ${name} cannot be read.`, { cause: error });
  }
}

/** An address that may be used, without its text in what is thrown: it may be a secret. */
export function checkedUrl({
  name,
  url: text,
  allowHttp,
}: {
  readonly name: string;
  readonly url: string;
  readonly allowHttp?: boolean;
}): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`The address of the channel ${name} is none of https.`);
  if (url.username !== "" || url.password !== "")
    throw new Error(
      `The address of the channel ${name} has credentials in it: they are read from a file or the environment.`,
    );
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !isLocal && allowHttp !== true)
    throw new Error(
      `The address of the channel ${name} is one of http, which anybody on the way can read; allowHttp: true takes it all the same.`,
    );
  return url;
}

/** `https://host/base/` and `/path` joined. */
export function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, "")}${path}`;
  return url;
}

/** Basic authentication. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Members with their value, without those that are undefined. */
export const JSON_HEADERS = { "content-type": "application/json" } as const;

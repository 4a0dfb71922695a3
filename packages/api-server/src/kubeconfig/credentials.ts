import { readFile } from "node:fs/promises";
import { ClusterFailure, unreadable } from "../failure.ts";
import type { Clock } from "../requests/clock.ts";
import type { ConnectOptions } from "./options.ts";
import { type PluginCredentials, runPlugin } from "./plugin.ts";
import type { ConnectionSettings, KeyPair, UserSettings } from "./settings.ts";

/** What a request shows of who asks. */
interface Shown {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly certificate?: KeyPair;
}

/** Who asks, as it is now. */
export interface Credentials {
  readonly show: () => Promise<Shown>;
  /** Forgets what the server has refused; false where nothing newer can be had. */
  readonly refused: () => boolean;
}

/** A token's file is read anew after this many milliseconds (client-go: 10 s before its minute is over). */
const TOKEN_FILE_FRESH = 10_000;

/** The credentials of a user: of a token's file and of a plugin they change with time. A token counts before a plugin, as in client-go. */
export function createCredentials(
  settings: ConnectionSettings,
  options: Pick<ConnectOptions, "environment" | "interactive" | "pluginOutput">,
  clock: Clock,
): Credentials {
  const { user, source } = settings;
  const always = { ...basicOf(user), ...user.impersonation };
  const certificate = user.certificate && { certificate: user.certificate };
  const constant = user.token === undefined ? always : { ...always, ...bearer(user.token) };
  if (user.tokenFile !== undefined) {
    const reader = createTokenReader(user.tokenFile, source, clock);
    return {
      show: async () => ({
        headers: { ...always, ...bearer(await reader.token()) },
        ...certificate,
      }),
      refused: reader.refused,
    };
  }
  const { plugin } = user;
  if (plugin === undefined || user.token !== undefined || user.basic !== undefined) {
    return {
      show: () => Promise.resolve({ headers: constant, ...certificate }),
      refused: () => false,
    };
  }
  const cache = createPluginCache(() => runPlugin(plugin, options), clock);
  return {
    show: async () => {
      const given = await cache.credentials();
      const own = given.certificate ? { certificate: given.certificate } : certificate;
      return {
        headers: given.token === undefined ? always : { ...always, ...bearer(given.token) },
        ...own,
      };
    },
    refused: cache.refused,
  };
}

function bearer(token: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${token}` };
}

function basicOf({ basic }: UserSettings): Readonly<Record<string, string>> {
  if (!basic) return {};
  const text = Buffer.from(`${basic.username}:${basic.password}`).toString("base64");
  return { Authorization: `Basic ${text}` };
}

interface TokenReader {
  readonly token: () => Promise<string>;
  readonly refused: () => boolean;
}

function createTokenReader(file: string, source: string, clock: Clock): TokenReader {
  let known: { readonly token: string; readonly until: number } | undefined;
  let last = "";
  return {
    token: async () => {
      if (known && clock.now() < known.until) return known.token;
      const token = await readToken(file, source);
      known = { token, until: clock.now() + TOKEN_FILE_FRESH };
      last = token;
      return token;
    },
    refused: () => {
      // Rotated in the meantime, perhaps; the same token again is refused for good.
      const wasCached = known !== undefined;
      known = undefined;
      return wasCached && last !== "";
    },
  };
}

async function readToken(file: string, source: string): Promise<string> {
  try {
    const token = (await readFile(file, "utf8")).trim();
    if (token !== "") return token;
  } catch (error) {
    throw unreadable(`The token file ${file}, which ${source} names, cannot be read`, error);
  }
  throw new ClusterFailure("settings", `The token file ${file}, which ${source} names, is empty.`);
}

interface PluginCache {
  readonly credentials: () => Promise<PluginCredentials>;
  readonly refused: () => boolean;
}

/** One run serves all requests until its credentials expire or are refused. */
function createPluginCache(run: () => Promise<PluginCredentials>, clock: Clock): PluginCache {
  let running: Promise<PluginCredentials> | undefined;
  let expires = Number.POSITIVE_INFINITY;
  const start = async (): Promise<PluginCredentials> => {
    const given = await run();
    expires = given.expires ?? Number.POSITIVE_INFINITY;
    return given;
  };
  return {
    credentials: () => {
      if (running === undefined || clock.now() >= expires) {
        expires = Number.POSITIVE_INFINITY;
        running = start();
        running.catch(() => {
          running = undefined;
        });
      }
      return running;
    },
    refused: () => {
      const wasCached = running !== undefined;
      running = undefined;
      return wasCached;
    },
  };
}

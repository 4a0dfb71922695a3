import { setTimeout as wait } from "node:timers/promises";
import { type Challenge, parseChallenge } from "./challenge.ts";
import type { Credential, FindCredential } from "./credentials.ts";
import { codeOf, failureWords, PassingError, RegistryError } from "./failure.ts";
import type { HttpAnswer, SendHttp } from "./http.ts";
import { errorWords, retryAfter } from "./refusals.ts";
import { askToken, basic, tokenQuestion } from "./tokens.ts";

/** Time as the client needs it. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
};

/** One server with the repositories below a path of it. */
export interface Endpoint {
  /** `https://registry.example.com`. */
  readonly base: string;
  readonly repository: string;
  /** What credentials are looked up by: `registry.example.com/team/app`. */
  readonly name: string;
}

export interface ClientSettings {
  readonly send: SendHttp;
  readonly credentials: FindCredential;
  /** Whether plain HTTP is allowed to this host, with its port. */
  readonly plainHttp: (host: string) => boolean;
  readonly clock: Clock;
}

const MOST_REDIRECTS = 5;
const MOST_TRIES = 4;
/** A registry that asks for more patience than this is believed, and the run ends. */
const LONGEST_WAIT = 60_000;

/** Sends requests to registries: signs them, waits as they ask, tries again what may pass, and follows to where blobs are stored. */
export class RegistryClient {
  readonly #settings: ClientSettings;
  /** Values of `Authorization` by endpoint, with the time until which they are good. */
  readonly #tokens: Map<string, { readonly value: string; readonly until: number }> = new Map();

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /** The answer to a GET; statuses below 400 alone come back, others throw `RegistryError`. */
  async get(
    endpoint: Endpoint,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer> {
    const { clock } = this.#settings;
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(endpoint, path, headers);
      if (!(result instanceof RegistryError)) return result;
      const pause = pauseAfter(result, attempt);
      if (pause === undefined) throw result;
      await clock.sleep(pause);
    }
  }

  async #attempt(
    endpoint: Endpoint,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer | RegistryError> {
    const url = new URL(`${endpoint.base}/v2/${endpoint.repository}/${path}`);
    let answer: HttpAnswer;
    try {
      answer = await this.#signed(endpoint, url, headers);
    } catch (error) {
      if (error instanceof RegistryError) throw error;
      return new PassingError(`${url.host} cannot be asked: ${failureWords(error)}.`, {
        cause: error,
        passing: isPassing(error),
      });
    }
    if (answer.status < 400) return answer;
    const words = await errorWords(answer);
    const message = `${url.host} answers ${answer.status} for ${endpoint.name}${words}.`;
    return new PassingError(message, {
      status: answer.status,
      passing: answer.status === 429 || answer.status >= 500,
      after: retryAfter(answer.headers, this.#settings.clock.now()),
    });
  }

  async #signed(
    endpoint: Endpoint,
    url: URL,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer> {
    const known = this.#known(endpoint);
    const first = await this.#followed(url, { ...headers, ...known });
    if (first.status !== 401) return first;
    first.discard();
    this.#tokens.delete(endpoint.name);
    const challenge = parseChallenge(first.headers["www-authenticate"]);
    const authorization = challenge && (await this.#authorize(endpoint, challenge));
    if (authorization === undefined)
      throw new RegistryError(
        `${url.host} wants a login for ${endpoint.name}, and there is none: log in by docker login or podman login, or give a pull secret by --pull-secret.`,
        { status: 401 },
      );
    const second = await this.#followed(url, { ...headers, authorization });
    if (second.status !== 401) return second;
    second.discard();
    throw new RegistryError(`${url.host} refuses the login for ${endpoint.name}.`, { status: 401 });
  }

  #known({ name }: Endpoint): Readonly<Record<string, string>> {
    const token = this.#tokens.get(name);
    return token && token.until > this.#settings.clock.now() ? { authorization: token.value } : {};
  }

  /** Blobs may be stored elsewhere: what the registry was shown is not shown there. */
  async #followed(start: URL, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    let url = start;
    let sent = headers;
    for (let count = 0; count <= MOST_REDIRECTS; count++) {
      const answer = await this.#settings.send({ url, headers: sent });
      const { location } = answer.headers;
      if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined)
        return answer;
      answer.discard();
      if (!URL.canParse(location, url.href)) break;
      const next = new URL(location, url);
      this.#allow(next, url);
      if (next.origin !== url.origin) sent = withoutCredentials(sent);
      url = next;
    }
    throw new RegistryError(`${start.host} sends on and on, or nowhere.`);
  }

  #allow(next: URL, from: URL): void {
    if (next.protocol === "https:") return;
    if (next.protocol === "http:" && this.#settings.plainHttp(next.host)) return;
    throw new RegistryError(
      `${from.host} sends to ${next.protocol}//${next.host}, which is not encrypted; where that is on purpose, allow it by --plain-http ${next.host}.`,
    );
  }

  async #authorize(endpoint: Endpoint, challenge: Challenge): Promise<string | undefined> {
    const credential = await this.#settings.credentials(endpoint.name);
    if (challenge.scheme === "basic") {
      if (credential?.kind !== "password") return undefined;
      const value = basic(credential);
      this.#tokens.set(endpoint.name, { value, until: Number.POSITIVE_INFINITY });
      return value;
    }
    return this.#token(endpoint, challenge, credential);
  }

  async #token(
    endpoint: Endpoint,
    challenge: Challenge,
    credential: Credential | undefined,
  ): Promise<string | undefined> {
    const { send, clock } = this.#settings;
    const registry = new URL(endpoint.base);
    const question = tokenQuestion(challenge, registry, endpoint.repository);
    this.#allow(question.url, registry);
    const token = await askToken(send, question, credential);
    if (token === undefined) return undefined;
    const value = `Bearer ${token.text}`;
    // A little earlier, for the way takes time.
    this.#tokens.set(endpoint.name, { value, until: clock.now() + token.seconds * 900 });
    return value;
  }
}

function withoutCredentials(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
}

function pauseAfter(error: RegistryError, attempt: number): number | undefined {
  if (!(error instanceof PassingError) || !error.passing || attempt >= MOST_TRIES) return undefined;
  const pause = error.after ?? 500 * 2 ** attempt;
  return pause > LONGEST_WAIT ? undefined : pause;
}

function isPassing(error: unknown): boolean {
  return ["ECONNRESET", "EPIPE", "EAI_AGAIN", "ETIMEDOUT"].includes(codeOf(error));
}

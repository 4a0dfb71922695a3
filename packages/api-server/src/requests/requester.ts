import type { IncomingMessage } from "node:http";
import { textAt } from "@watertight/core/kubernetes";
import { ClusterFailure, sentence } from "../failure.ts";
import type { Credentials } from "../kubeconfig/credentials.ts";
import { readBody } from "./body.ts";
import type { Clock } from "./clock.ts";
import { failureWords } from "./failure-words.ts";
import { parseJson } from "./json.ts";
import type { Pace } from "./limits.ts";
import { isPassing, isSilence } from "./passing.ts";
import type { Transport } from "./transport.ts";

/** What an answer other than 200 says, as metav1.Status has it. */
export interface Refusal {
  readonly status: number;
  /** "" where the answer has none. */
  readonly reason: string;
  readonly message: string;
}

/** What came of a request. */
type Answer<Value> = { readonly value: Value } | { readonly refusal: Refusal };

/** What is asked for. */
interface Asked<Value> {
  /** Below the server, with the query. */
  readonly path: string;
  readonly accept?: string;
  /** `identity` for streams, of which nothing may be held back. */
  readonly encoding?: "gzip" | "identity";
  /** POST with this body, in place of GET; the method where it is another. */
  readonly body?: string;
  readonly method?: "DELETE" | "PATCH" | "PUT";
  /** Of the body; default: JSON. */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
  /** Reads the answer of status 200; what it throws counts as a cut connection where `isPassing` says so. */
  readonly read: (answer: IncomingMessage) => Promise<Value>;
}

/** Asks a server, gently, and again where that may help. */
export interface Requester {
  /**
   * One answer, after retries for a cut connection, 429 and 5xx (their Retry-After counts) and, once, with renewed credentials
   * for 401. What the server refuses is a value; what cannot be asked at all throws `ClusterFailure`.
   */
  readonly ask: <Value>(asked: Asked<Value>) => Promise<Answer<Value>>;
}

/** What requests are made with. */
export interface RequesterParts {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly pace: Pace;
  readonly clock: Clock;
  /** The server's address, for messages. */
  readonly server: string;
  /** Where the credentials are from, for messages. */
  readonly source: string;
  readonly userAgent: string;
  /** Milliseconds without a byte after which a connection counts as cut. */
  readonly silence: number;
  /** Whether answers may come compressed. */
  readonly compress: boolean;
}

const ATTEMPTS = 5;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
/** Whoever asks for more patience than this is taken to be down. */
const LONGEST_RETRY_AFTER = 60_000;

export function createRequester(parts: RequesterParts): Requester {
  let hasAnswered = false;
  let silences = 0;
  /** Whether a server that has never said anything falls silent again: nobody waits for it a third time. */
  const isDead = (error: unknown): boolean => {
    if (hasAnswered || !isSilence(error)) return false;
    silences += 1;
    return silences > 1;
  };
  const attempt = async <Value>(asked: Asked<Value>): Promise<Attempt<Value>> => {
    try {
      const answer = await send(parts, asked);
      hasAnswered = true;
      return await outcomeOf(answer, asked, parts);
    } catch (error) {
      asked.signal?.throwIfAborted();
      if (error instanceof ClusterFailure) throw error;
      return { broken: error, again: isPassing(error, hasAnswered) && !isDead(error) };
    }
  };
  return { ask: (asked) => askPatiently(asked, attempt, parts) };
}

type Attempt<Value> =
  | { readonly value: Value }
  | { readonly refusal: Refusal; readonly retryAfter: number | undefined }
  | { readonly broken: unknown; readonly again: boolean };

async function askPatiently<Value>(
  asked: Asked<Value>,
  attempt: (asked: Asked<Value>) => Promise<Attempt<Value>>,
  { clock, credentials, server, source }: RequesterParts,
): Promise<Answer<Value>> {
  let renewed = false;
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(asked);
    if ("value" in outcome) return outcome;
    if ("refusal" in outcome && outcome.refusal.status === 401) {
      if (renewed || !credentials.refused()) throw unauthorized(server, source);
      renewed = true;
      continue;
    }
    const pause = tries < ATTEMPTS ? pauseBefore(tries, outcome, clock) : undefined;
    if (pause === undefined) {
      if ("refusal" in outcome) return { refusal: outcome.refusal };
      throw unreachable(server, outcome.broken);
    }
    await clock.sleep(pause, asked.signal);
  }
}

function unauthorized(server: string, source: string): ClusterFailure {
  return new ClusterFailure(
    "connection",
    `${server} does not accept the credentials of ${source} (401 Unauthorized); log in again, or renew them.`,
  );
}

function unreachable(server: string, error: unknown): ClusterFailure {
  return new ClusterFailure(
    "connection",
    sentence(`${server} cannot be read: ${failureWords(error)}`),
    error,
  );
}

/** Milliseconds; undefined where another try would not help. */
function pauseBefore(
  tries: number,
  outcome: Exclude<Attempt<unknown>, { readonly value: unknown }>,
  { random }: Clock,
): number | undefined {
  const pause = pauseAfter(tries, random);
  if ("broken" in outcome) return outcome.again ? pause : undefined;
  const { refusal, retryAfter } = outcome;
  if (refusal.status !== 429 && refusal.status < 500) return undefined;
  if (retryAfter === undefined) return pause;
  // What the server asks for, and a little more, so that not all come back at once.
  return retryAfter > LONGEST_RETRY_AFTER ? undefined : retryAfter + random() * FIRST_PAUSE;
}

/** Milliseconds between two tries: twice as long each time, and somewhere in the second half of that. */
export function pauseAfter(tries: number, random: () => number): number {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
  return longest * (0.5 + random() / 2);
}

async function send<Value>(
  { transport, credentials, pace, userAgent, silence, compress }: RequesterParts,
  {
    path,
    accept = "application/json",
    encoding = compress ? "gzip" : "identity",
    body,
    method,
    contentType = "application/json",
    signal,
  }: Asked<Value>,
): Promise<IncomingMessage> {
  const { headers, certificate } = await credentials.show();
  await pace(signal);
  return transport.send({
    method: method ?? plainMethod(body),
    path,
    headers: {
      ...{ Accept: accept, "Accept-Encoding": encoding, "User-Agent": userAgent },
      ...headersOfBody(body, contentType),
      ...headers,
    },
    ...(body !== undefined && { body }),
    ...(certificate && { certificate }),
    ...(signal && { signal }),
    patience: silence,
  });
}

function plainMethod(body: string | undefined): "GET" | "POST" {
  return body === undefined ? "GET" : "POST";
}

/** Node sends the body of a DELETE without saying where it ends. */
function headersOfBody(body: string | undefined, type: string): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  return { "Content-Type": type, "Content-Length": String(Buffer.byteLength(body)) };
}

async function outcomeOf<Value>(
  answer: IncomingMessage,
  { read }: Asked<Value>,
  { silence }: RequesterParts,
): Promise<Attempt<Value>> {
  const { statusCode = 0, headers } = answer;
  if (statusCode >= 200 && statusCode <= 202) return { value: await read(answer) };
  const body = await readBody(answer, { silence, limit: LONGEST_REFUSAL });
  const after = Number(headers["retry-after"]);
  return {
    refusal: refusalIn(statusCode, body),
    retryAfter: Number.isFinite(after) && after >= 0 ? after * 1000 : undefined,
  };
}

const LONGEST_REFUSAL = 1024 * 1024;

function refusalIn(status: number, body: Buffer): Refusal {
  const said = parseJson(body.toString("utf8"));
  return {
    status,
    reason: textAt(said, "reason"),
    message: textAt(said, "message") || `HTTP ${status}`,
  };
}

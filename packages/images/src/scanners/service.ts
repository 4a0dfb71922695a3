import { setTimeout as wait } from "node:timers/promises";
import type { JsonValue } from "@watertight/core/kubernetes";

/** What a client needs from outside; tests give their own. */
export interface ServiceNetwork {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
}

export const SERVICE_NETWORK: ServiceNetwork = {
  fetch: (url, init) => fetch(url, init),
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
  now: () => performance.now(),
};

export interface ServiceOptions {
  /** Where the service is, without a path. */
  readonly url: string;
  /** Of a request: `Authorization` and what else it wants; asked each time, for tokens end. */
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly network: ServiceNetwork;
  /** Milliseconds that one question may take with all its repetitions. */
  readonly patience: number;
}

/** An answer: its status, and the JSON that it has, whatever it is labelled as. */
interface ServiceAnswer {
  readonly status: number;
  readonly json: JsonValue;
}

/** A service that repeats what it was asked too early, too often, or while it starts anew. */
export interface Service {
  readonly ask: (
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: JsonValue,
  ) => Promise<ServiceAnswer>;
  /** The moment until which one task may take. */
  readonly deadline: () => number;
  readonly network: ServiceNetwork;
}

const LARGEST = 256 * 1024 * 1024;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 15_000;
const ONE_ANSWER = 120_000;

/** A service at an address; repeats after 429 (as long as it says), 5xx, and connections that fail, until patience ends. */
export function createService({ url, headers, network, patience }: ServiceOptions): Service {
  const base = url.replace(/\/+$/, "");
  const deadline = (): number => network.now() + patience;
  return {
    network,
    deadline,
    ask: async (method, path, body) => {
      const until = deadline();
      let pause = FIRST_PAUSE;
      for (;;) {
        const result = await attempt(network, `${base}${path}`, {
          method,
          headers: headers?.() ?? {},
          body,
        });
        if ("json" in result) return result;
        const next = Math.min(result.retryAfter ?? pause, LONGEST_PAUSE);
        if (network.now() + next > until) {
          throw new Error(`${new URL(base).host} did not answer in time: ${result.reason}`);
        }
        await network.sleep(next);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    },
  };
}

interface Failure {
  readonly reason: string;
  /** Milliseconds, where the service says so. */
  readonly retryAfter?: number;
}

interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
}

async function attempt(
  network: ServiceNetwork,
  url: string,
  { method, headers, body }: Request,
): Promise<ServiceAnswer | Failure> {
  let response: Response;
  let text: string;
  try {
    response = await network.fetch(url, {
      method,
      headers: {
        ...headers,
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A redirect would take the token elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(ONE_ANSWER),
    });
    text = await textOf(response);
  } catch (error) {
    return { reason: wordsOf(error) };
  }
  const { status } = response;
  if (status === 429 || status >= 500) {
    const seconds = Number(response.headers.get("retry-after") ?? "NaN");
    const reason = `it answers ${status}${messageOf(text)}`;
    return seconds >= 0 ? { reason, retryAfter: seconds * 1000 } : { reason };
  }
  return { status, json: parsed(text) };
}

async function textOf(response: Response): Promise<string> {
  const length = Number(response.headers.get("content-length") ?? "0");
  if (length > LARGEST) throw new Error("its answer is too large");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A door: fetch's stream gives bytes, which its type does not say.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > LARGEST) throw new Error("its answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What is no JSON is null: the status says enough. */
function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function messageOf(text: string): string {
  const message = /"message"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1];
  return message === undefined ? "" : `: ${message}`;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return "it cannot be reached";
  return error.cause instanceof Error ? error.cause.message : error.message;
}

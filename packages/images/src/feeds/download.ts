import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as sleep } from "node:timers/promises";
import { NAMES_LATEST } from "./sources.ts";

/** What a server said of the file when it was fetched last, to be asked whether that still holds. */
export interface Validators {
  readonly etag: string;
  readonly modified: string;
}

/** How a download ended. */
export type Downloaded =
  | { readonly status: "unchanged" }
  | { readonly status: "changed"; readonly validators: Validators; readonly from: string }
  | { readonly status: "failed"; readonly reason: string };

/** What downloads need from outside; tests give their own. */
export interface Network {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const NETWORK: Network = {
  fetch: (url, init) => fetch(url, init),
  sleep: async (milliseconds) => {
    await sleep(milliseconds);
  },
};

/** A feed is never larger; a server that says no end is not waited for longer than this without a byte. */
const LARGEST = 4 * 1024 ** 3;
const IDLE = 60_000;
const ATTEMPTS = 3;
const LONGEST_WAIT = 60;

/** Fetches a file if it has changed, from the first of the addresses that gives it; what was there stays until the new one is whole. */
export async function download(
  urls: readonly string[],
  path: string,
  known: Validators | undefined,
  network: Network,
): Promise<Downloaded> {
  const reasons: string[] = [];
  for (const url of urls) {
    const result = await downloadFrom(url, path, known, network);
    if (result.status !== "failed") return result;
    reasons.push(`${new URL(url).host}: ${result.reason}`);
  }
  return { status: "failed", reason: reasons.join("; ") };
}

async function downloadFrom(
  url: string,
  path: string,
  known: Validators | undefined,
  network: Network,
): Promise<Downloaded> {
  let reason = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const result = await attemptFrom(url, path, known, network);
    if (!("retryAfter" in result)) return result;
    reason = result.reason;
    if (attempt < ATTEMPTS) await network.sleep(result.retryAfter * 1000);
  }
  return { status: "failed", reason };
}

interface Retry {
  readonly reason: string;
  /** Seconds. */
  readonly retryAfter: number;
}

async function attemptFrom(
  url: string,
  path: string,
  known: Validators | undefined,
  network: Network,
): Promise<Downloaded | Retry> {
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort(new Error("no answer within a minute"));
  }, IDLE);
  try {
    const place = url.endsWith(NAMES_LATEST) ? await latestOf(url, network, abort.signal) : url;
    const init = { headers: conditions(known), signal: abort.signal };
    const response = await network.fetch(place, init);
    if (response.status === 304) return { status: "unchanged" };
    const refused = refusalOf(response);
    if (refused !== undefined) return refused;
    await store(response, path, timer);
    const etag = response.headers.get("etag") ?? "";
    const modified = response.headers.get("last-modified") ?? "";
    return { status: "changed", validators: { etag, modified }, from: place };
  } catch (error) {
    await rm(`${path}.new`, { force: true });
    return { reason: wordsOf(error), retryAfter: 1 };
  } finally {
    clearTimeout(timer);
  }
}

/** Why an answer has no file, and whether to ask again; undefined where it has. */
function refusalOf({ status, ok, body, headers }: Response): Downloaded | Retry | undefined {
  const reason = `status ${status}`;
  if (status === 429 || status >= 500)
    return { reason, retryAfter: wait(Number(headers.get("retry-after") ?? "1")) };
  return ok && body !== null ? undefined : { status: "failed", reason };
}

/** The address beside a file that has nothing but its name. */
async function latestOf(url: string, network: Network, signal: AbortSignal): Promise<string> {
  const response = await network.fetch(url, { signal });
  const text = response.ok ? (await response.text()).slice(0, 4096).trim() : "";
  // What it names becomes an address: a name, and nothing that leads elsewhere.
  if (!/^[A-Za-z0-9][\w.-]*$/.test(text))
    throw new Error(`${NAMES_LATEST} names no file (status ${response.status})`);
  return new URL(text, url).href;
}

function wait(seconds: number): number {
  return seconds >= 0 ? Math.min(seconds, LONGEST_WAIT) : 1;
}

function conditions(known: Validators | undefined): Record<string, string> {
  return {
    ...(known !== undefined && known.etag !== "" && { "If-None-Match": known.etag }),
    ...(known !== undefined && known.modified !== "" && { "If-Modified-Since": known.modified }),
  };
}

async function store(response: Response, path: string, timer: NodeJS.Timeout): Promise<void> {
  let bytes = 0;
  // A door: fetch's stream is that of node:stream/web.
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  body.on("data", (chunk: Uint8Array) => {
    timer.refresh();
    bytes += chunk.length;
    if (bytes > LARGEST) body.destroy(new Error("the file is larger than any feed"));
  });
  await pipeline(body, createWriteStream(`${path}.new`));
  const announced = response.headers.get("content-length");
  const isEncoded = response.headers.get("content-encoding") !== null;
  if (announced !== null && !isEncoded && Number(announced) !== bytes) {
    throw new Error("the answer ended too early");
  }
  await rename(`${path}.new`, path);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return "it cannot be fetched";
  return error.cause instanceof Error ? error.cause.message : error.message;
}

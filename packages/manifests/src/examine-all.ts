import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type ExaminedDocument, examineDocument } from "./examine.ts";
import { type PackedDocument, unpackDocument } from "./packed-document.ts";

/** Beside the bundle. Running from source there is none, and this thread does all the work. */
const WORKER = new URL("./examine-worker.js", import.meta.url);
/** Below this many UTF-16 units a thread costs more to start than it saves (40 ms, some 0.4 MB of YAML). */
const WORTH_A_THREAD = 1_000_000;
/** Large enough that messages cost nothing, small enough that the threads finish together. */
const BATCH = 128_000;
/** Batches that a thread has in hand, so that it never waits while this thread is busy. */
const IN_HAND = 2;

export interface ExamineAllOptions {
  /** How many threads may work, this one included. */
  readonly jobs: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Examines every text, in this thread and `jobs - 1` others; answers are in the order of the texts. */
export async function examineAll(
  texts: readonly string[],
  { jobs, onProgress }: ExamineAllOptions,
): Promise<readonly ExaminedDocument[]> {
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  const results = new Array<ExaminedDocument>(texts.length);
  const batches = batchesOf(texts);
  let done = 0;
  const finish = (batch: Batch, documents: readonly ExaminedDocument[]): void => {
    for (const [index, document] of documents.entries()) results[batch.from + index] = document;
    done += batch.size;
    onProgress?.(done, total);
  };
  const threads = total < WORTH_A_THREAD || !existsSync(WORKER) ? 0 : jobs - 1;
  const others = Array.from({ length: threads }, () => runThread(texts, batches, finish));
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    finish(batch, texts.slice(batch.from, batch.to).map(examineDocument));
    await setImmediate();
  }
  await Promise.all(others);
  return results;
}

interface Batch {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

function batchesOf(texts: readonly string[]): Batch[] {
  const batches: Batch[] = [];
  let from = 0;
  let size = 0;
  for (const [index, text] of texts.entries()) {
    size += text.length;
    if (size < BATCH && index < texts.length - 1) continue;
    batches.push({ from, to: index + 1, size });
    from = index + 1;
    size = 0;
  }
  return batches;
}

/** Feeds one thread from the queue that all share, until the queue and the thread's hands are empty. */
function runThread(
  texts: readonly string[],
  queue: Batch[],
  finish: (batch: Batch, documents: readonly ExaminedDocument[]) => void,
): Promise<void> {
  const { promise, resolve, reject } = withResolvers();
  const worker = new Worker(WORKER);
  const inHand: Batch[] = [];
  const feed = (): void => {
    while (inHand.length < IN_HAND) {
      const batch = queue.shift();
      if (!batch) break;
      inHand.push(batch);
      worker.postMessage(texts.slice(batch.from, batch.to));
    }
    if (inHand.length === 0)
      void worker.terminate().then(() => {
        resolve();
      }, reject);
  };
  worker.on("online", feed);
  worker.on("message", (documents: readonly PackedDocument[]) => {
    const batch = inHand.shift();
    if (batch) finish(batch, documents.map(unpackDocument));
    feed();
  });
  worker.on("error", (cause) => {
    reject(new Error("A reading thread stopped.", { cause }));
  });
  return promise;
}

function withResolvers(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
} {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}

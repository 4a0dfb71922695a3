import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { silent } from "./passing.ts";

/** The bytes of an answer, decompressed, as they come; throws where it is cut or silent for too many milliseconds. */
export async function* bytesOf(answer: IncomingMessage, silence: number): AsyncGenerator<Buffer> {
  const timer = setTimeout(() => answer.destroy(silent()), silence);
  // A timer that is refreshed for every chunk would cost more than the chunk.
  let heard = false;
  answer.on("data", () => {
    if (heard) return;
    heard = true;
    setImmediate(() => {
      heard = false;
      timer.refresh();
    });
  });
  try {
    // A door: without an encoding both streams give buffers.
    for await (const chunk of decompressed(answer)) yield chunk as Buffer;
  } finally {
    clearTimeout(timer);
    answer.destroy();
  }
}

function decompressed(answer: IncomingMessage): Readable {
  if (answer.headers["content-encoding"] !== "gzip") return answer;
  // Errors arrive at whoever reads the last stream.
  return pipeline(answer, createGunzip(), () => undefined);
}

/** All bytes of an answer; those after `limit` are left out. */
export async function readBody(
  answer: IncomingMessage,
  {
    silence,
    limit = Number.POSITIVE_INFINITY,
  }: { readonly silence: number; readonly limit?: number },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytesOf(answer, silence)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks);
}

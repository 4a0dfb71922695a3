import type { IncomingMessage } from "node:http";

/** Why a body was not read, with the HTTP status that says so. */
export interface Unread {
  readonly status: 400 | 408 | 413 | 503;
  readonly reason: string;
}

/** Bodies that are being read, which together may not fill the memory. */
interface BodyLimits {
  /** Bytes of one body. */
  readonly each: number;
  /** Bytes of all bodies that are there at a time. */
  readonly together: number;
}

/** Reads bodies within limits. */
export interface BodyReader {
  /** The body, once all of it is there; `patience` is in milliseconds. Whoever has read one gives its bytes back with `release`. */
  readonly read: (request: IncomingMessage, patience: number) => Promise<Buffer | Unread>;
  readonly release: (body: Buffer) => void;
}

export function createBodyReader({ each, together }: BodyLimits): BodyReader {
  let held = 0;
  const take = (bytes: number): void => {
    held += bytes;
  };
  return {
    release: (body) => {
      take(-body.length);
    },
    read: (request, patience) =>
      new Promise((settle) => {
        const declared = Number(request.headers["content-length"] ?? 0);
        const refusal = refusedAtOnce(declared, { each, room: together - held });
        if (refusal) {
          settle(refusal);
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        const end = (result: Buffer | Unread): void => {
          clearTimeout(timer);
          request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
          if (!Buffer.isBuffer(result)) take(-size);
          settle(result);
        };
        const onData = (chunk: Buffer): void => {
          size += chunk.length;
          take(chunk.length);
          if (size > each) end(tooLarge(each));
          else if (held > together) end(BUSY);
          else chunks.push(chunk);
        };
        const onEnd = (): void => {
          const [only] = chunks;
          end(chunks.length === 1 && only ? only : Buffer.concat(chunks, size));
        };
        const onClose = (): void => {
          end({ status: 400, reason: "the body was cut" });
        };
        const timer = setTimeout(() => {
          end({ status: 408, reason: "the body did not come in time" });
        }, patience);
        request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
      }),
  };
}

const BUSY: Unread = { status: 503, reason: "there are too many bodies at a time" };

function tooLarge(each: number): Unread {
  return { status: 413, reason: `the body has more than ${each} bytes` };
}

function refusedAtOnce(
  declared: number,
  { each, room }: { readonly each: number; readonly room: number },
): Unread | undefined {
  if (declared > each) return tooLarge(each);
  return declared > room ? BUSY : undefined;
}

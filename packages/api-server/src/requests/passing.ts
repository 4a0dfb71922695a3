import { codeOf } from "../failure.ts";

const PASSING: ReadonlySet<string> = new Set([
  ...[
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ECONNABORTED",
    "EAI_AGAIN",
    "ERR_STREAM_PREMATURE_CLOSE",
  ],
  // What is left of an answer that was cut: compressed data and chunks without their end.
  ...["Z_BUF_ERROR", "Z_DATA_ERROR", "HPE_INVALID_CONSTANT", "HPE_INVALID_CHUNK_SIZE"],
]);

/** Whether the same request may succeed later. A server that has answered before and now refuses connections is being restarted. */
export function isPassing(error: unknown, hasAnswered: boolean): boolean {
  const code = codeOf(error);
  return PASSING.has(code) || (hasAnswered && code === "ECONNREFUSED");
}

/** An answer that ends before it is complete. */
export function cutShort(): Error {
  return Object.assign(new Error("The answer was cut short."), { code: "ECONNRESET" });
}

/** Nothing came for too long. */
export function silent(): Error {
  return Object.assign(new Error("Nothing came for too long."), { code: "ETIMEDOUT" });
}

/** Whether that is what happened. */
export function isSilence(error: unknown): boolean {
  return codeOf(error) === "ETIMEDOUT";
}

import type { JsonValue } from "@watertight/core/kubernetes";

/** From least to most that is told. */
const LOG_LEVELS = ["error", "info", "debug"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

type Fields = Readonly<Record<string, JsonValue | undefined>>;

/** Writes one JSON object a line. */
export interface Log {
  readonly error: (message: string, fields?: Fields) => void;
  readonly info: (message: string, fields?: Fields) => void;
  readonly debug: (message: string, fields?: Fields) => void;
  /** Whether a level is written at all: what is costly to tell asks first. */
  readonly writes: (level: LogLevel) => boolean;
}

/** `now` gives milliseconds since 1970. */
export function createLog(
  write: (line: string) => void,
  { level, now }: { readonly level: LogLevel; readonly now: () => number },
): Log {
  const writes = (each: LogLevel): boolean => LOG_LEVELS.indexOf(each) <= LOG_LEVELS.indexOf(level);
  const at =
    (each: LogLevel): Log["info"] =>
    (message, fields = {}) => {
      if (!writes(each)) return;
      const time = new Date(now()).toISOString();
      write(`${JSON.stringify({ time, level: each, message, ...fields })}\n`);
    };
  return { error: at("error"), info: at("info"), debug: at("debug"), writes };
}

/** What went wrong, in a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { inspect } from "node:util";
import { errorWords } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import { EXIT_STATUS, type ExitStatus } from "./exit-status.ts";
import { UnreadError } from "./unread-error.ts";
import { UsageError } from "./usage-error.ts";

/** What to print on standard error for an error that ended the command, and the exit status for it. */
export function describeFailure(
  error: unknown,
  { debug }: { readonly debug: boolean },
): { readonly status: ExitStatus; readonly text: string } {
  const { status, lines } = ending(error, debug);
  return { status, text: `watertight: ${lines.map(sanitize).join("\n")}\n` };
}

function ending(
  error: unknown,
  debug: boolean,
): { readonly status: ExitStatus; readonly lines: readonly string[] } {
  if (error instanceof UsageError) return { status: EXIT_STATUS.usage, lines: usageLines(error) };
  if (error instanceof UnreadError) {
    return { status: EXIT_STATUS.incomplete, lines: unreadLines(error, debug) };
  }
  return { status: EXIT_STATUS.internal, lines: internalLines(error, debug) };
}

function unreadLines(error: UnreadError, debug: boolean): string[] {
  return [error.message, ...(debug ? inspect(error).split("\n") : [])];
}

function usageLines({ message, details, verb }: UsageError): string[] {
  const hint = verb === undefined ? [] : [`See "${`watertight help ${verb}`.trim()}".`];
  return [message, ...details, ...hint];
}

function internalLines(error: unknown, debug: boolean): string[] {
  const sentence = messagesOf(error).join(": ").replace(/[.]?$/, ".");
  if (debug) return [sentence, ...inspect(error).split("\n")];
  return [`${sentence} Run it again with --debug for the stack trace.`];
}

/** The error's message and those of its causes. */
function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const first = errorWords(error);
  return error.cause === undefined ? [first] : [first, ...messagesOf(error.cause)];
}

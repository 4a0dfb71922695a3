import { inspect } from "node:util";
import { errorWords } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import { EXIT_STATUS, type ExitStatus } from "./exit-status.ts";
import { UsageError } from "./usage-error.ts";

/** What to print on standard error for an error that ended the command, and the exit status for it. */
export function describeFailure(
  error: unknown,
  { debug }: { readonly debug: boolean },
): { readonly status: ExitStatus; readonly text: string } {
  const usage = error instanceof UsageError;
  const lines = usage ? usageLines(error) : internalLines(error, debug);
  return {
    status: usage ? EXIT_STATUS.usage : EXIT_STATUS.internal,
    text: `watertight: ${lines.map(sanitize).join("\n")}\n`,
  };
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

import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringifyJson,
} from "@watertight/core/kubernetes";
import { errorWords, parseDocument } from "@watertight/manifests";
import { counted } from "@watertight/reports/text";
import type { Context } from "./context.ts";
import { CLEAN, type Ending, endedIncomplete } from "./ending.ts";
import { UsageError } from "./usage-error.ts";

/** Where questions come from and answers go to; `write` gets each answer, with its line break, as soon as it is known. */
export interface BatchStreams {
  readonly lines: AsyncIterable<string>;
  readonly write: (text: string) => void | Promise<void>;
}

/** What a question gives: its answer, or one sentence on why it has none. */
export type Answer = { readonly json: JsonObject } | { readonly problem: string };

const NO_OBJECT: Answer = { problem: "The line is not a JSON object." };

/**
 * JSON Lines in, one answer a line out, in the same order; a bad question gives `{id, error}`, and the status is 3. `answerText`: what a
 * line that is no JSON object may be all the same.
 */
export async function answerLines(
  { lines, write }: BatchStreams,
  answer: (question: JsonObject) => Answer,
  answerText: (line: string) => Answer = () => NO_OBJECT,
): Promise<Ending> {
  let asked = 0;
  let unanswered = 0;
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const { text, isAnswered } = answerTo(line, answer, answerText);
    asked += 1;
    if (!isAnswered) unanswered += 1;
    await write(`${text}\n`);
  }
  return unanswered === 0
    ? CLEAN
    : endedIncomplete(`${unanswered} of ${counted(asked, "question")} could not be answered.`);
}

function answerTo(
  line: string,
  answer: (question: JsonObject) => Answer,
  answerText: (line: string) => Answer,
): { readonly text: string; readonly isAnswered: boolean } {
  const question = parseQuestion(line);
  try {
    const answered = question === undefined ? answerText(line) : answer(question);
    return "problem" in answered
      ? unansweredBy(idOf(question), answered.problem)
      : { text: stringifyJson(answered.json), isAnswered: true };
  } catch (error) {
    // What is nested deeper than the stack is no question that the API could ask.
    if (error instanceof RangeError) return unansweredBy({}, "The line is nested too deeply.");
    throw error;
  }
}

function unansweredBy(
  id: JsonObject,
  problem: string,
): { readonly text: string; readonly isAnswered: boolean } {
  return { text: stringifyJson({ ...id, error: problem }), isAnswered: false };
}

function parseQuestion(line: string): JsonObject | undefined {
  const text = line.replace(/^\ufeff/, "");
  try {
    const parsed = JSON.parse(text) as JsonValue;
    // JSON.parse rounds integers beyond 2^53, which an id or a field of int64 may hold.
    const value = /\d{16}/.test(text) ? (parseDocument(text).values[0]?.value ?? null) : parsed;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The `id` that a question carries, to be repeated in its answer. */
export function idOf(question: JsonObject | undefined): JsonObject {
  const id = question?.["id"];
  return id === undefined ? {} : { id };
}

/** The lines of a JSON Lines file, or of standard input for `-`, as they arrive. */
export function questionLines(file: string, context: Context): AsyncGenerator<string> {
  return linesOf(file, context, "questions");
}

/** The same for any file of lines; `what` they are, for the error. */
export async function* linesOf(
  file: string,
  context: Context,
  what: string,
): AsyncGenerator<string> {
  const input: Readable =
    file === "-"
      ? Readable.from(context.stdin())
      : createReadStream(resolve(context.workingDirectory, file));
  const failure: { error?: Error } = {};
  input.on("error", (error: Error) => {
    failure.error = error;
    lines.close();
  });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  // Some versions of Node.js pass the error on, and an error that nobody hears ends the process.
  lines.on("error", () => undefined);
  yield* lines;
  if (failure.error) {
    throw new UsageError(`The ${what} cannot be read from ${file}: ${errorWords(failure.error)}.`);
  }
}

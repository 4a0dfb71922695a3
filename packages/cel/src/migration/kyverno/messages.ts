import { quoted } from "../cel-text.ts";
import { createNotes, type Notes } from "../notes.ts";
import { valueKindOf } from "./leaves.ts";
import { queried } from "./queries.ts";
import type { Scope } from "./scope.ts";
import { textWithFallback } from "./values.ts";

/*
 * Messages with variables.
 */

const VARIABLE = /\{\{([^{}]*)\}\}/;

/** A message, and the expression that makes it where it holds variables. */
export interface Message {
  readonly message: string;
  readonly messageExpression?: string;
}

/** A message of a rule: one line, as the API wants it. */
export function messageOf(text: string, scope: Scope, notes: Notes): Message {
  const message = text.replace(/\s+/g, " ").trim();
  if (!VARIABLE.test(message)) {
    return { message };
  }
  const parts = message
    .split(VARIABLE)
    .map((part, index) => (index % 2 === 0 ? quotedOrNothing(part) : variable(part, scope)));
  if (parts.includes(undefined)) {
    notes.remark("the message holds a variable that stays as it is written");
    return { message };
  }
  return { message, messageExpression: parts.filter((part) => part !== "").join(" + ") };
}

function quotedOrNothing(text: string): string {
  return text === "" ? "" : quoted(text);
}

function variable(text: string, scope: Scope): string | undefined {
  const own = createNotes();
  const value = queried(text, scope.roots, own);
  if (value?.is !== "one" || own.refused.length > 0) {
    return;
  }
  const found = textWithFallback(value);
  return found === undefined || valueKindOf(value.type) === "text" ? found : `string(${found})`;
}

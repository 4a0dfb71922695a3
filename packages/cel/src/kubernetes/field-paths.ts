import { type Schema, schemaAt } from "./schema.ts";

/*
 * `fieldPath` of a rule (ValidFieldPath of apiextensions-apiserver/pkg/apiserver/schema/cel): fields and keys, as JSON paths have them.
 */

const STEP = /^(?:\.([^.[\]]+)|\[('(?:[^'\\]|\\.)*')\])/;

const ESCAPES = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["'", "'"],
  ["\\", "\\"],
]);

/** The steps of a path in a schema; undefined where it leads nowhere. */
export function stepsOf(path: string, schema: Schema): readonly string[] | undefined {
  const steps: string[] = [];
  let at = schema;
  for (let rest = path; rest !== ""; ) {
    const [whole = "", name, quoted = ""] = STEP.exec(rest) ?? [];
    const step = name ?? unquoted(quoted);
    const next = step === undefined ? undefined : schemaOf(at, step);
    if (step === undefined || next === undefined) {
      return;
    }
    steps.push(step);
    at = next;
    rest = rest.slice(whole.length);
  }
  return steps;
}

function schemaOf(schema: Schema, step: string): Schema | undefined {
  const properties = schemaAt(schema, "properties");
  if (properties === undefined) {
    return schemaAt(schema, "additionalProperties");
  }
  return Object.hasOwn(properties, step) ? schemaAt(properties, step) : undefined;
}

/** The text of a literal; undefined for none, and for one with an escape that is none. */
function unquoted(quoted: string): string | undefined {
  const parts = quoted.slice(1, -1).match(/\\.|[^\\]+/gs) ?? [];
  const texts = parts.map((part) => (part.startsWith("\\") ? ESCAPES.get(part.slice(1)) : part));
  return quoted === "" || texts.includes(undefined) ? undefined : texts.join("");
}

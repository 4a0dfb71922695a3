import type { Parameter, Route } from "./route.ts";

/** The values of a request's parameters, or what is wrong with them, in a sentence. */
type Read =
  | { readonly values: ReadonlyMap<string, readonly string[]> }
  | { readonly wrong: string };

/** Longer ones name nothing that there is. */
const LONGEST = 1024;
const MOST_VALUES = 100;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.]\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads what a route declares, and refuses what it does not: a misspelled filter would show everything. */
export function readParameters(
  { parameters }: Pick<Route, "parameters">,
  path: ReadonlyMap<string, string>,
  query: URLSearchParams,
): Read {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of path) values.set(name, [value]);
  for (const name of new Set(query.keys())) {
    if (known.get(name)?.in !== "query") return { wrong: `There is no parameter "${cut(name)}".` };
    values.set(name, query.getAll(name));
  }
  for (const parameter of parameters) {
    const wrong = wrongOf(parameter, values.get(parameter.name) ?? []);
    if (wrong !== undefined) return { wrong };
  }
  return { values };
}

function wrongOf(parameter: Parameter, values: readonly string[]): string | undefined {
  const { name, required = false, repeated = false } = parameter;
  if (values.length === 0) return required ? `The parameter "${name}" is missing.` : undefined;
  if (values.length > (repeated ? MOST_VALUES : 1)) return `"${name}" is given too often.`;
  for (const value of values) {
    if (value.length > LONGEST) return `"${name}" is too long.`;
    const wanted = wantedOf(parameter, value);
    if (wanted !== undefined) return `"${name}" has to be ${wanted}, not "${cut(value)}".`;
  }
  return undefined;
}

/** What a value should be and is not. */
function wantedOf({ choices, range, format }: Parameter, value: string): string | undefined {
  if (choices && !choices.includes(value)) return `one of ${choices.join(", ")}`;
  if (range && !isWithin(range, value)) return `a whole number from ${range[0]} to ${range[1]}`;
  const isTime = TIME.test(value) && !Number.isNaN(Date.parse(value));
  if (format === "time" && !isTime) return "a time as 2026-07-01T12:00:00Z";
  // No database keeps it in a text.
  return value.includes("\0") ? "a text without zero bytes" : undefined;
}

function isWithin([least, most]: NonNullable<Parameter["range"]>, value: string): boolean {
  return /^\d{1,16}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

import {
  type Attribute,
  allOf,
  type EndpointQuery,
  EVERY_ENDPOINT,
  NO_ENDPOINT,
} from "../endpoint-query.ts";

/** Whose labels a selector reads: of a workload or a set of addresses, of its namespace, of its service account. */
export type CalicoLabels = "workload" | "namespace" | "serviceAccount";

/** A selector of Calico's language, or where it is wrong. `global()` selects what is in no namespace: no pod. */
export type ParsedCalicoSelector =
  | { readonly query: EndpointQuery; readonly isGlobal: boolean }
  | { readonly problem: string };

/**
 * Reads Calico's selector language: libcalico-go/lib/selector (parser and tokenizer) of projectcalico/calico. An empty one
 * selects everything; `!=` and `not in` also what lacks the label.
 */
export function parseCalicoSelector(text: string, labels: CalicoLabels): ParsedCalicoSelector {
  if (text.trim() === "") return { query: EVERY_ENDPOINT, isGlobal: false };
  const tokens = tokensOf(text);
  if (!tokens) return { problem: `the selector ${JSON.stringify(text)} cannot be read` };
  const reader: Reader = { tokens, at: 0, labels };
  const query = readOr(reader);
  if (!query || reader.at < tokens.length) {
    return { problem: `the selector ${JSON.stringify(text)} cannot be read` };
  }
  return { query, isGlobal: tokens.length === 1 && tokens[0]?.text === "global()" };
}

// Brackets and negations are read by recursion, which has to end before the stack does.
const MOST_TOKENS = 2000;

interface Token {
  readonly kind: "word" | "string" | "mark";
  readonly text: string;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly labels: CalicoLabels;
}

const TOKEN =
  /\s*(?:(?<call>(?:all|global)\(\s*\)|has\()|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<mark>\|\||&&|==|!=|[!(){},])|(?<word>[A-Za-z0-9_./-]+))/y;

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const trimmed = text.trimEnd();
  while (pattern.lastIndex < trimmed.length) {
    const groups = pattern.exec(trimmed)?.groups;
    if (!groups) return undefined;
    const { call, double, single, mark, word } = groups;
    const quoted = double ?? single;
    if (call !== undefined) tokens.push({ kind: "mark", text: call.replaceAll(/\s/g, "") });
    else if (quoted !== undefined) tokens.push({ kind: "string", text: quoted });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
    else tokens.push({ kind: "word", text: word ?? "" });
  }
  return tokens.length > MOST_TOKENS ? undefined : tokens;
}

function readOr(reader: Reader): EndpointQuery | undefined {
  const queries = readList(reader, "||", readAnd);
  if (!queries) return undefined;
  const [only] = queries;
  return queries.length === 1 ? only : { is: "or", queries };
}

function readAnd(reader: Reader): EndpointQuery | undefined {
  const queries = readList(reader, "&&", readTerm);
  return queries && allOf(queries);
}

function readList(
  reader: Reader,
  separator: string,
  read: (reader: Reader) => EndpointQuery | undefined,
): readonly EndpointQuery[] | undefined {
  const queries: EndpointQuery[] = [];
  do {
    const query = read(reader);
    if (!query) return undefined;
    queries.push(query);
  } while (takeMark(reader, separator));
  return queries;
}

function readTerm(reader: Reader): EndpointQuery | undefined {
  if (takeMark(reader, "!")) {
    const query = readTerm(reader);
    return query && { is: "not", query };
  }
  if (takeMark(reader, "(")) {
    const query = readOr(reader);
    return takeMark(reader, ")") ? query : undefined;
  }
  if (takeMark(reader, "all()")) return EVERY_ENDPOINT;
  if (takeMark(reader, "global()")) return NO_ENDPOINT;
  const asksPresence = takeMark(reader, "has(");
  const key = take(reader, "word");
  if (key === undefined) return undefined;
  const operand = operandOf(key, reader.labels);
  if (!asksPresence) return readComparison(operand, reader);
  return takeMark(reader, ")") ? present(operand) : undefined;
}

// The orchestrator of every pod is Kubernetes.
type Operand = Attribute | { readonly constant: string };

function readComparison(operand: Operand, reader: Reader): EndpointQuery | undefined {
  if (takeMark(reader, "==")) return equalTo(operand, reader);
  if (takeMark(reader, "!=")) return negated(equalTo(operand, reader));
  return readWords(operand, reader);
}

function readWords(operand: Operand, reader: Reader): EndpointQuery | undefined {
  const word = take(reader, "word");
  switch (word) {
    case "in":
      return readSet(operand, reader);
    case "not":
      return take(reader, "word") === "in" ? negated(readSet(operand, reader)) : undefined;
    case "contains":
      return readTest(operand, word, reader);
    case "starts":
    case "ends":
      return take(reader, "word") === "with" ? readTest(operand, word, reader) : undefined;
    case undefined:
    default:
      return undefined;
  }
}

function equalTo(operand: Operand, reader: Reader): EndpointQuery | undefined {
  const value = take(reader, "string");
  return value === undefined ? undefined : among(operand, [value]);
}

const TESTS = {
  contains: (text: string, value: string) => text.includes(value),
  starts: (text: string, value: string) => text.startsWith(value),
  ends: (text: string, value: string) => text.endsWith(value),
};

function readTest(
  operand: Operand,
  word: keyof typeof TESTS,
  reader: Reader,
): EndpointQuery | undefined {
  const value = take(reader, "string");
  if (value === undefined) return undefined;
  const test = (text: string): boolean => TESTS[word](text, value);
  if (typeof operand === "string")
    return { is: "test", attribute: operand, key: `${word} ${value}`, test };
  return test(operand.constant) ? EVERY_ENDPOINT : NO_ENDPOINT;
}

function negated(query: EndpointQuery | undefined): EndpointQuery | undefined {
  return query && { is: "not", query };
}

function readSet(operand: Operand, reader: Reader): EndpointQuery | undefined {
  if (!takeMark(reader, "{")) return undefined;
  const values: string[] = [];
  while (!takeMark(reader, "}")) {
    if (values.length > 0 && !takeMark(reader, ",")) return undefined;
    const value = take(reader, "string");
    if (value === undefined) return undefined;
    values.push(value);
  }
  return among(operand, values);
}

function among(operand: Operand, values: readonly string[]): EndpointQuery {
  if (typeof operand === "string") return { is: "in", attribute: operand, values };
  return values.includes(operand.constant) ? EVERY_ENDPOINT : NO_ENDPOINT;
}

function present(operand: Operand): EndpointQuery {
  return typeof operand === "string" ? { is: "present", attribute: operand } : EVERY_ENDPOINT;
}

/** Labels that Calico adds: libcalico-go/lib/apis/v3/constants.go, lib/backend/k8s/conversion. */
function operandOf(key: string, labels: CalicoLabels): Operand {
  if (labels === "namespace") {
    return key === "projectcalico.org/name" ? "namespace" : `namespaceLabel:${key}`;
  }
  if (labels === "serviceAccount") {
    return key === "projectcalico.org/name" ? "serviceAccount" : `serviceAccountLabel:${key}`;
  }
  switch (key) {
    case "projectcalico.org/namespace":
      return "namespace";
    case "projectcalico.org/serviceaccount":
      return "serviceAccount";
    case "projectcalico.org/orchestrator":
      return { constant: "k8s" };
    default:
      if (key.startsWith("pcns.")) return `namespaceLabel:${key.slice(5)}`;
      return key.startsWith("pcsa.") ? `serviceAccountLabel:${key.slice(5)}` : `label:${key}`;
  }
}

function takeMark(reader: Reader, text: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "mark" || token.text !== text) return false;
  reader.at++;
  return true;
}

function take(reader: Reader, kind: Token["kind"]): string | undefined {
  const token = reader.tokens[reader.at];
  if (token?.kind !== kind) return undefined;
  reader.at++;
  return token.text;
}

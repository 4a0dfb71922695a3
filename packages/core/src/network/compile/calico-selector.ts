import {
  type Attribute,
  allOf,
  type EndpointQuery,
  EVERY_ENDPOINT,
  matchesQuery,
  NO_ENDPOINT,
} from "../endpoint-query.ts";

/** Whose labels a selector reads: of a workload or a set of addresses, of its namespace, of its service account. */
export type CalicoLabels = "workload" | "namespace" | "serviceAccount";

/** A selector of Calico's language, or where it is wrong. Of namespaces, `global()` selects what is in none: no pod. */
export type ParsedCalicoSelector = { readonly query: EndpointQuery } | { readonly problem: string };

/**
 * Reads Calico's selector language: libcalico-go/lib/selector (parser and tokenizer) of projectcalico/calico. An empty one
 * selects everything; `!=` and `not in` also what lacks the label. What a namespace's selector makes of `all()` and
 * `global()` follows lib/backend/syncersv1/updateprocessors/rules.go.
 */
export function parseCalicoSelector(text: string, labels: CalicoLabels): ParsedCalicoSelector {
  if (/^[ \t]*$/.test(text)) return { query: EVERY_ENDPOINT };
  const problem = `the selector ${JSON.stringify(text)} cannot be read`;
  const tokens = tokensOf(text);
  if (!tokens) return { problem };
  const reader: Reader = { tokens, at: 0, labels };
  const query = readOr(reader);
  if (!query || reader.at < tokens.length) return { problem };
  const hasGlobal = tokens.some(({ kind, text: word }) => kind === "mark" && word === "global()");
  if (hasGlobal && (labels !== "namespace" || tokens.length > 1))
    return { problem: "global() can only be a namespaceSelector of a rule, and all of it" };
  return { query };
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
  /[ \t]*(?:(?<call>(?:all|global)\([ \t]*\)|has\()|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<mark>\|\||&&|==|!=|[!(){},])|(?<word>[A-Za-z0-9_./-]+))/y;

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const trimmed = text.replace(/[ \t]+$/, "");
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
  return readCall(reader) ?? readOperation(reader);
}

function readCall(reader: Reader): EndpointQuery | undefined {
  const everywhere = reader.labels === "namespace" ? IN_A_NAMESPACE : EVERY_ENDPOINT;
  if (takeMark(reader, "all()")) return everywhere;
  return takeMark(reader, "global()") ? negated(everywhere) : undefined;
}

function readOperation(reader: Reader): EndpointQuery | undefined {
  const asksPresence = takeMark(reader, "has(");
  const key = take(reader, "word");
  if (key === undefined) return undefined;
  const operand = operandOf(key, reader.labels);
  if (!asksPresence) return readComparison(operand, reader);
  return takeMark(reader, ")") ? { is: "present", attribute: operand } : undefined;
}

const IN_A_NAMESPACE: EndpointQuery = { is: "present", attribute: "namespace" };

function readComparison(operand: Attribute, reader: Reader): EndpointQuery | undefined {
  if (takeMark(reader, "==")) return equalTo(operand, reader);
  if (takeMark(reader, "!=")) return negated(equalTo(operand, reader));
  return readWords(operand, reader);
}

function readWords(operand: Attribute, reader: Reader): EndpointQuery | undefined {
  const operator = takeOperator(reader);
  switch (operator) {
    case "in":
      return readSet(operand, reader);
    case "notin":
      return negated(readSet(operand, reader));
    case "contains":
    case "startswith":
    case "endswith":
      return readTest(operand, operator, reader);
    case undefined:
    default:
      return undefined;
  }
}

// The second word may follow without a blank.
function takeOperator(reader: Reader): string | undefined {
  const word = take(reader, "word");
  const isTwo = word === "not" || word === "starts" || word === "ends";
  return isTwo ? `${word}${take(reader, "word") ?? ""}` : word;
}

function equalTo(operand: Attribute, reader: Reader): EndpointQuery | undefined {
  const value = take(reader, "string");
  return value === undefined ? undefined : { is: "in", attribute: operand, values: [value] };
}

const TESTS = {
  contains: (text: string, value: string) => text.includes(value),
  startswith: (text: string, value: string) => text.startsWith(value),
  endswith: (text: string, value: string) => text.endsWith(value),
};

function readTest(
  operand: Attribute,
  word: keyof typeof TESTS,
  reader: Reader,
): EndpointQuery | undefined {
  const value = take(reader, "string");
  if (value === undefined) return undefined;
  const test = (text: string): boolean => TESTS[word](text, value);
  return { is: "test", attribute: operand, key: `${word} ${value}`, test };
}

function negated(query: EndpointQuery | undefined): EndpointQuery | undefined {
  return query && { is: "not", query };
}

function readSet(operand: Attribute, reader: Reader): EndpointQuery | undefined {
  if (!takeMark(reader, "{")) return undefined;
  const values: string[] = [];
  // A comma may follow the last one.
  for (let value = take(reader, "string"); value !== undefined; value = take(reader, "string")) {
    values.push(value);
    if (!takeMark(reader, ",")) break;
  }
  return takeMark(reader, "}") ? { is: "in", attribute: operand, values } : undefined;
}

/** Labels that Calico adds: libcalico-go/lib/apis/v3/constants.go, lib/backend/k8s/conversion. */
function operandOf(key: string, labels: CalicoLabels): Attribute {
  if (labels === "namespace") {
    return key === "projectcalico.org/name" ? "namespace" : `namespaceLabel:${key}`;
  }
  if (labels === "serviceAccount") {
    return key === "projectcalico.org/name" ? "serviceAccount" : `serviceAccountLabel:${key}`;
  }
  if (key === "projectcalico.org/namespace") return "namespace";
  if (key === "projectcalico.org/serviceaccount") return "serviceAccount";
  if (key.startsWith("pcns.")) return operandOf(key.slice(5), "namespace");
  return key.startsWith("pcsa.") ? operandOf(key.slice(5), "serviceAccount") : `label:${key}`;
}

const ORCHESTRATOR = "label:projectcalico.org/orchestrator";

/** What a selector comes to for pods: all of them are in a namespace, and of the orchestrator `k8s`. */
export function ofPods(query: EndpointQuery): EndpointQuery {
  switch (query.is) {
    case "not":
      return { is: "not", query: ofPods(query.query) };
    case "and":
      return allOf(query.queries.map(ofPods));
    case "or":
      return { is: "or", queries: query.queries.map(ofPods) };
    case "present":
      return query.attribute === "namespace" ? EVERY_ENDPOINT : ofOrchestrator(query);
    case "all":
    case "in":
    case "test":
      return ofOrchestrator(query);
  }
}

function ofOrchestrator(query: EndpointQuery): EndpointQuery {
  if (!("attribute" in query) || query.attribute !== ORCHESTRATOR) return query;
  return matchesQuery(query, () => "k8s") ? EVERY_ENDPOINT : NO_ENDPOINT;
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

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CelError,
  compile,
  DYN,
  INT,
  kubernetesEnvironment,
  listOf,
  mapOf,
  PLAIN_ENVIRONMENT,
  ruleEnvironment,
  STRING,
  type Type,
  type Value,
  valueOfSchema,
  valueToJson,
  withVariables,
} from "@watertight/cel";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { expect, it } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

/*
 * Upstream's own cases: the specification's in what Kubernetes has of it, its libraries', and rules of CustomResourceDefinitions.
 */

const POLICY = suite("policy");

function casesOf(file: string): unknown {
  return JSON.parse(readFileSync(join(POLICY.path, file), "utf8"));
}

/** A value as the suite writes it, as `cel.expr.Value`. */
function expectedJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return { listValue: { values: value.map(expectedJson) } };
  if (typeof value !== "object") return plainJson(value);
  const [entry] = value === null ? [] : Object.entries(value);
  const [kind, content] = entry ?? ["", null];
  return value === null ? { nullValue: null } : (TYPED[kind]?.(content) ?? { unknown: kind });
}

function plainJson(value: JsonValue): JsonValue {
  if (typeof value === "string") return { stringValue: value };
  return typeof value === "boolean" ? { boolValue: value } : { int64Value: `${Number(value)}` };
}

const TYPED: Record<string, (content: JsonValue) => JsonValue> = {
  $int: (content) => ({ int64Value: content }),
  $uint: (content) => ({ uint64Value: content }),
  $double: (content) => ({ doubleValue: finite(Number(content)) }),
  $bytes: (content) => ({ bytesValue: content }),
  $map: (content) => ({
    mapValue: {
      entries: (content as readonly [JsonValue, JsonValue][]).map(([key, held]) => ({
        key: expectedJson(key),
        value: expectedJson(held),
      })),
    },
  }),
  $optional: (content) => ({
    objectValue: {
      "@type": "type.googleapis.com/optional_type",
      ...(content === null ? {} : { value: expectedJson(content) }),
    },
  }),
  $ip: (content) => ({ objectValue: { "@type": "type.googleapis.com/net.IP", value: content } }),
  $cidr: (content) => ({
    objectValue: { "@type": "type.googleapis.com/net.CIDR", value: content },
  }),
};

function finite(value: number): JsonValue {
  return Number.isFinite(value) ? value : String(value);
}

interface SpecType {
  readonly primitive?: "INT64" | "STRING";
  readonly mapType?: { readonly keyType: SpecType; readonly valueType: SpecType };
  readonly listType?: { readonly elemType: SpecType };
}

function typeOf({ primitive, mapType, listType }: SpecType): Type {
  if (mapType) return mapOf(typeOf(mapType.keyType), typeOf(mapType.valueType));
  if (listType) return listOf(typeOf(listType.elemType));
  return primitive === "INT64" ? INT : primitive === "STRING" ? STRING : DYN;
}

interface SpecCase {
  readonly id: string;
  readonly expr: string;
  readonly disable_check: boolean;
  readonly check_only: boolean;
  readonly type_env:
    | readonly { readonly name: string; readonly ident: { readonly type: SpecType } }[]
    | null;
  readonly bindings: Readonly<Record<string, { readonly value: JsonValue }>> | null;
  readonly expect: { readonly value: JsonValue } | { readonly error: readonly string[] };
}

/** Of a value in the suite what an expression is given: only texts, numbers, lists and maps are. */
function given(value: JsonValue): Value {
  if (Array.isArray(value)) return value.map(given);
  if (typeof value !== "object" || value === null) return value;
  const { $int, $map } = value as { readonly $int?: string; readonly $map?: [string, JsonValue][] };
  return $map ? Object.fromEntries($map.map(([key, held]) => [key, given(held)])) : Number($int);
}

function specProblem(wanted: SpecCase): string | undefined {
  const variables = (wanted.type_env ?? []).map(
    ({ name, ident }) => [name, typeOf(ident.type)] as const,
  );
  const { program } = compile(wanted.expr, withVariables(PLAIN_ENVIRONMENT, variables), {
    unchecked: wanted.disable_check,
  });
  if (wanted.check_only) return program ? undefined : "does not compile";
  const bindings = new Map(
    Object.entries(wanted.bindings ?? {}).map(([name, { value }]) => [name, given(value)]),
  );
  const answer = program?.evaluate((name) => bindings.get(name));
  const found = answer && "value" in answer ? JSON.stringify(valueToJson(answer.value)) : "error";
  const expected =
    "value" in wanted.expect ? JSON.stringify(expectedJson(wanted.expect.value)) : "error";
  return found === expected ? undefined : `${found}, not ${expected}`;
}

it("every case of the specification in what Kubernetes has of it", needing(POLICY), () => {
  const cases = casesOf("cel-spec.json") as readonly SpecCase[];
  const problems = cases.flatMap((each) => {
    const problem = specProblem(each);
    return problem === undefined ? [] : [`${each.id} ${each.expr}: ${problem}`];
  });
  console.log(`cel-spec: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases.length).toBeGreaterThan(300);
});

interface LibraryCase {
  readonly id: string;
  readonly since: string;
  readonly expr: string;
  readonly expect: {
    readonly value?: JsonValue;
    readonly compile_error_regex?: readonly string[];
    readonly runtime_error_regex?: string;
  };
}

function libraryAnswer({ expr, since }: LibraryCase): JsonValue {
  const environment = kubernetesEnvironment(Number(since.split(".")[1]));
  const { program, issues } = compile(expr, environment);
  if (!program) return { compile: issues[0]?.message ?? "" };
  const answer = program.evaluate(() => undefined);
  return "value" in answer ? valueToJson(answer.value) : { runtime: answer.error.message };
}

function libraryProblem(wanted: LibraryCase): string | undefined {
  const answer = libraryAnswer(wanted) as { readonly compile?: string; readonly runtime?: string };
  const {
    value,
    compile_error_regex: [compiling] = [],
    runtime_error_regex: running,
  } = wanted.expect;
  if (compiling !== undefined)
    return new RegExp(compiling).test(answer.compile ?? "") ? undefined : JSON.stringify(answer);
  if (running !== undefined)
    return answer.runtime?.includes(running) === true ? undefined : JSON.stringify(answer);
  const expected = JSON.stringify(expectedJson(value ?? null));
  // The suite has numbers of Go's float64 as JSON's.
  const found = JSON.stringify(answer).replace(
    /^\{"doubleValue":(-?[0-9]+)\}$/,
    '{"int64Value":"$1"}',
  );
  return found === expected ? undefined : `${found}, not ${expected}`;
}

it("every case of Kubernetes' libraries, in the version that brought them", needing(POLICY), () => {
  const cases = casesOf("cel-library.json") as readonly LibraryCase[];
  const problems = cases.flatMap((each) => {
    const problem = libraryProblem(each);
    return problem === undefined ? [] : [`${each.id} ${each.expr}: ${problem}`];
  });
  console.log(`cel-library: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases.length).toBeGreaterThan(60);
});

interface RuleCase {
  readonly id: string;
  readonly schema: JsonObject;
  readonly self: JsonValue;
  readonly isRoot: boolean;
  readonly rule: string;
  readonly expect: { readonly value?: boolean };
}

/** What a rule says; a rule on what an object was before holds where there was none. */
function ruleAnswer({ schema, self, isRoot, rule }: RuleCase): Value {
  const environment = ruleEnvironment(schema, { isRoot, minor: 36 });
  const { program } = environment ? compile(rule, environment) : {};
  if (program?.variables.includes("oldSelf") === true) return true;
  const value = valueOfSchema(self, isRoot ? withMeta(schema) : schema);
  const answer = program?.evaluate((name) =>
    name === "self" && !(value instanceof CelError) ? value : undefined,
  );
  return answer && "value" in answer ? answer.value : "error";
}

const TEXT: JsonObject = { type: "string" };

function withMeta(schema: JsonObject): JsonObject {
  const metadata = { type: "object", properties: { name: TEXT, generateName: TEXT } };
  const properties = {
    ...(schema["properties"] as JsonObject),
    kind: TEXT,
    apiVersion: TEXT,
    metadata,
  };
  return { ...schema, properties };
}

it("every rule of CustomResourceDefinitions", needing(POLICY), () => {
  const cases = casesOf("cel-crd-rules.json") as readonly RuleCase[];
  const problems = cases.flatMap((each) => {
    const answer = ruleAnswer(each);
    const isRight =
      each.expect.value === undefined
        ? answer === "error" || answer === false
        : answer === each.expect.value;
    return isRight ? [] : [`${each.id} ${each.rule}: ${JSON.stringify(answer)}`];
  });
  console.log(`cel-crd-rules: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases.length).toBeGreaterThan(300);
});

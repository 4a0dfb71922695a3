import {
  calledOverloads,
  compile,
  Double,
  type Environment,
  kubernetesEnvironment,
  type Value,
  withVariables,
} from "@watertight/cel";
import type { JsonValue } from "@watertight/core/kubernetes";
import { seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goValue } from "./cel-values.ts";
import { CEL_VARIABLES, DECIDING } from "./cel-variables.ts";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import { everyExpression, randomBindings, randomExpression } from "./random-cel.ts";

/*
 * Kubernetes' own CEL (k8s.io/apiserver over cel-go) and ours, on the same expressions and objects: value, kind of error and cost.
 */

const SEED = 20260901;
const EXPRESSIONS = 20_000;
const VERSIONS = ["1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"];

const environments = new Map<string, Environment>(
  VERSIONS.map((version) => [
    version,
    withVariables(kubernetesEnvironment(Number(version.slice(2))), CEL_VARIABLES),
  ]),
);

interface Question {
  readonly id: number;
  readonly version: string;
  readonly expression: string;
  readonly bindings: Readonly<Record<string, JsonValue>>;
}

interface Answer {
  readonly phase: string;
  readonly value?: JsonValue;
  readonly cost: number;
}

let go: GoProgram | undefined;

beforeAll(() => {
  if (GO.isHere) go = buildGoProgram("cel");
});

afterAll(() => {
  go?.remove();
});

function ask(questions: readonly Question[]): readonly Answer[] {
  const lines = go?.ask(questions.map((question) => JSON.stringify(question))) ?? [];
  return lines.map((line) => JSON.parse(line) as Answer);
}

function ours({ version, expression, bindings }: Question): Answer {
  const environment = environments.get(version);
  if (environment === undefined) throw new Error(`There is no ${version}.`);
  const { program, issues } = compile(expression, environment);
  if (program === undefined) return { phase: issues[0]?.phase ?? "", cost: 0 };
  const values: Record<string, Value> = {
    ...bindings,
    d: new Double(Number(bindings["d"])),
    authorizer: DECIDING,
  };
  const answer = program.evaluate((name) => values[name]);
  return "value" in answer
    ? { phase: "value", value: goValue(answer.value), cost: answer.cost }
    : { phase: answer.error.phase, cost: answer.cost };
}

/** What is compared: of an evaluation that was given up, not how much it had cost by then. */
function comparable({ phase, value, cost }: Answer): string {
  return JSON.stringify([phase, value ?? null, phase === "cost" ? 0 : cost]);
}

/** Selectors came with 1.31; a later API server has them in every version, since they hang on a feature gate. */
function isGated({ version, expression }: Question): boolean {
  return Number(version.slice(2)) < 31 && /fieldSelector|labelSelector/.test(expression);
}

/** How many answers are equal, and those that are not; what upstream's own code fails on has none. */
function compared(questions: readonly Question[]): {
  differing: string[];
  phases: Map<string, number>;
} {
  const theirs = ask(questions);
  const phases = new Map<string, number>();
  const differing: string[] = [];
  for (const [at, question] of questions.entries()) {
    const answer = theirs[at] ?? { phase: "none", cost: 0 };
    phases.set(answer.phase, (phases.get(answer.phase) ?? 0) + 1);
    const [expected, found] = [comparable(answer), comparable(ours(question))];
    if (answer.phase !== "panic" && expected !== found && !isGated(question)) {
      differing.push(`${question.version} ${question.expression}: ${expected}, ours ${found}`);
    }
  }
  return { differing, phases };
}

/** What functions of a version none of its questions calls, by their overloads. */
function undrawnOf(version: string, questions: readonly Question[]): readonly string[] {
  const environment = environments.get(version);
  if (environment === undefined) throw new Error(`There is no ${version}.`);
  const counts = new Map(
    [...environment.functions.values()].flatMap(({ overloads }) =>
      overloads.map(({ id }): [string, number] => [id, 0]),
    ),
  );
  for (const question of questions) {
    if (question.version !== version) continue;
    for (const overload of calledOverloads(question.expression, environment)) {
      counts.set(overload, (counts.get(overload) ?? 0) + 1);
    }
  }
  const drawn = [...counts.values()].filter((count) => count > 0);
  console.log(
    `${version}: ${drawn.length} of ${counts.size} overloads, each ${Math.min(...drawn)} times or more`,
  );
  return [...counts].filter(([, count]) => count === 0).map(([id]) => `${version} ${id}`);
}

it("random expressions of every version have the value, the error and the cost that the API server gives them", {
  timeout: 300_000,
  ...needing(GO),
}, () => {
  const random = seeded(SEED);
  const questions: Question[] = [];
  const add = (version: string, expression: string): void => {
    questions.push({ id: questions.length, version, expression, bindings: randomBindings(random) });
  };
  for (const version of VERSIONS) {
    for (const expression of everyExpression(random)) add(version, expression);
  }
  while (questions.length < EXPRESSIONS) {
    add(VERSIONS[questions.length % VERSIONS.length] ?? "", randomExpression(random));
  }
  const { differing, phases } = compared(questions);
  console.log(`seed ${SEED}: ${JSON.stringify(Object.fromEntries(phases))}`);
  expect(differing.slice(0, 20)).toEqual([]);
  const undrawn = VERSIONS.flatMap((version) => undrawnOf(version, questions));
  expect(undrawn).toEqual([]);
  expect(phases.get("value")).toBeGreaterThan(EXPRESSIONS / 3);
  expect(phases.get("panic") ?? 0).toBeLessThan(EXPRESSIONS / 500);
});

/** Lists of so many numbers in so many loops within each other. */
function loops(depth: number, length: number): string {
  const list = JSON.stringify(Array.from({ length }, (_, at) => at));
  return (
    Array.from({ length: depth }, (_, at) => `${list}.all(x${at}, `).join("") +
    "true" +
    ")".repeat(depth)
  );
}

const LIMITS = [
  loops(2, 100),
  loops(3, 54),
  loops(3, 55),
  loops(3, 56),
  loops(4, 30),
  "lists.range(2000).all(x, x >= 0)",
  "lists.range(2000000).size()",
  "lists.range(30).map(x, lists.range(30)).flatten().distinct().size()",
  "'a'.matches('a') && ls.all(x, x.matches('(a+)+$'))",
  `1${" + 1".repeat(248)}`,
  `1${" + 1".repeat(249)}`,
  `1${" + 1".repeat(250)}`,
  `object${".a".repeat(248)}`,
  `object${".a".repeat(249)}`,
  `object${".a".repeat(250)}`,
  `${"[".repeat(250)}${"]".repeat(250)}`,
  `${"[".repeat(251)}${"]".repeat(251)}`,
  `true${" && true".repeat(3000)}`,
  `${"!".repeat(301)}true`,
  `${"-".repeat(301)}i`,
  `'${"x".repeat(99_990)}' == s`,
  `'${"x".repeat(100_000)}' == s`,
];

it("what is too long, too deep or too expensive is so in the API server too", needing(GO), () => {
  const random = seeded(SEED);
  const questions = LIMITS.map(
    (expression, id): Question => ({
      id,
      version: "1.36",
      expression,
      bindings: randomBindings(random),
    }),
  );
  const { differing, phases } = compared(questions);
  expect(differing).toEqual([]);
  expect([...phases.keys()].sort()).toEqual(["cost", "evaluation", "parse", "value"]);
});

import { compile, DYN, kubernetesEnvironment, type Value, withVariables } from "@watertight/cel";
import { pick, seeded } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { randomBindings, randomExpression } from "./random-cel.ts";

/*
 * No expression hangs or throws, however broken or hostile it is.
 */

const SEED = 20260902;
const EXPRESSIONS = 10_000;
/** Milliseconds that the slowest may take on a busy machine; the API server gives an expression 0.1 s. */
const LONGEST = 5000;

const PIECES = [
  ...Array.from("()[]{}.,:?!-+*/%<>'\"`\\ \n0x1u9"),
  "&&",
  "||",
  "==",
  "in",
  "true",
  "null",
  "has(",
  ".all(x,",
  ".map(x,",
  ".matches('",
  "(a+)+$",
  "b'\\xff'",
  "'\\u0000'",
  "9223372036854775808",
  "1e999",
  "object",
  ".?a",
  "[?0]",
  "{'a':",
  "__proto__",
  "constructor",
  "lists.range(",
  "'%s'.format([",
  "\ud800",
  "\u202e",
  'r"',
  "'''",
];

const HOSTILE_REGEXES = [
  "(a+)+$",
  "(a|a)*b",
  "(.*)*x",
  "((a{0,50}){0,20})c",
  "(?i)(\\pL{1,500})*$",
  "(x+x+)+y",
  "[^\\n]*[^\\n]*z",
];

function broken(random: () => number, expression: string): string {
  const at = Math.floor(random() * expression.length);
  const length = random() < 0.5 ? Math.floor(random() * 4) : 0;
  return expression.slice(0, at) + pick(random, PIECES) + expression.slice(at + length);
}

function expressionOf(random: () => number, at: number): string {
  if (at % 3 === 0)
    return Array.from({ length: 1 + Math.floor(random() * 25) }, () => pick(random, PIECES)).join(
      "",
    );
  if (at % 50 === 1) return `object.long.matches(r'${pick(random, HOSTILE_REGEXES)}')`;
  if (at % 50 === 2) return `object.long.findAll(r'${pick(random, HOSTILE_REGEXES)}').size()`;
  return broken(random, broken(random, randomExpression(random)));
}

it("broken and hostile expressions end within their budget, and none throws", {
  timeout: 300_000,
}, () => {
  const random = seeded(SEED);
  const environments = [28, 32, 36].map((minor) =>
    withVariables(
      kubernetesEnvironment(minor),
      Object.keys(randomBindings(seeded(1))).map((name) => [name, DYN]),
    ),
  );
  const phases = new Map<string, number>();
  const slow: string[] = [];
  for (let at = 0; at < EXPRESSIONS; at++) {
    const expression = expressionOf(random, at);
    const bindings: Record<string, Value> = {
      ...randomBindings(random),
      object: { long: "a".repeat(3000), a: [1] },
    };
    const start = performance.now();
    const { program, issues } = compile(expression, pick(random, environments));
    const answer = program?.evaluate((name) => bindings[name]);
    const phase = answer
      ? "value" in answer
        ? "value"
        : answer.error.phase
      : (issues?.[0]?.phase ?? "none");
    phases.set(phase, (phases.get(phase) ?? 0) + 1);
    if (performance.now() - start > LONGEST) slow.push(expression);
  }
  console.log(`seed ${SEED}: ${JSON.stringify(Object.fromEntries(phases))}`);
  expect(slow).toEqual([]);
  expect([...phases.keys()].sort()).toEqual(
    expect.arrayContaining(["check", "evaluation", "parse", "value"]),
  );
});

import { parse } from "@marcbachmann/cel-js";
import {
  type Bindings,
  compile,
  DYN,
  type Environment,
  kubernetesEnvironment,
  withVariables,
} from "@watertight/cel";
import { median } from "./figure.ts";

/*
 * Microseconds of our engine and of the fastest one of npm for the rules of `cel-rules.json`, on one pod; run with the sources.
 */

interface Asked {
  readonly object: Record<string, never>;
  readonly rules: readonly { readonly name: string; readonly expression: string }[];
}

const ROUNDS = 9;
const TIMES = 20_000;

/** Microseconds of the processor, so that what else runs on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The median of microseconds that one call takes of the processor. */
function microseconds(times: number, call: () => unknown): number {
  for (let at = 0; at < times; at++) call();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = processorTime();
    for (let at = 0; at < times; at++) call();
    return (processorTime() - start) / times;
  });
  return median(rounds);
}

const { object, rules } = JSON.parse(process.argv[2] ?? "{}") as Asked;
const environment: Environment = withVariables(kubernetesEnvironment(36), [["object", DYN]]);
const bindings: Bindings = (name) => (name === "object" ? object : undefined);
const context = { object };

const measured = rules.map(({ name, expression }) => {
  const { program } = compile(expression, environment);
  const theirs = parse(expression);
  if (program === undefined || !("value" in program.evaluate(bindings))) {
    throw new Error(`${expression} has no value.`);
  }
  return {
    name,
    evaluate: microseconds(TIMES, () => program.evaluate(bindings)),
    compile: microseconds(1000, () => compile(expression, environment)),
    peer: microseconds(TIMES, () => theirs(context)),
  };
});
console.log(JSON.stringify(measured));

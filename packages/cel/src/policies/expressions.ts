import { type CelFault, compile, type Program } from "../program.ts";
import type { Environment } from "../typing/environment.ts";
import { describeType, sameType, type Type } from "../typing/type.ts";

/*
 * Expressions of policies, compiled: what is wrong with one is said in the API server's words.
 */

export interface CompiledExpression {
  readonly source: string;
  readonly environment: Environment;
  readonly program?: Program;
  /** Why there is no program. */
  readonly problem?: string;
  /** The same with places. */
  readonly faults: readonly CelFault[];
}

const NONE: readonly CelFault[] = [];

/** `returns` are the types that its value may have; without them it may have any. */
export function compileExpression(
  source: string,
  environment: Environment,
  returns: readonly Type[] | undefined,
): CompiledExpression {
  const { program, issues } = compile(source, environment);
  if (program === undefined) {
    return { source, environment, problem: problemOf(source, issues), faults: issues };
  }
  if (returns === undefined || returns.some((type) => sameType(type, program.type))) {
    return { source, environment, program, faults: NONE };
  }
  const names = returns.map(describeType);
  const wanted = names.length === 1 ? (names[0] ?? "") : `one of [${names.join(" ")}]`;
  const problem = `must evaluate to ${wanted} but got ${describeType(program.type)}`;
  return {
    source,
    environment,
    problem,
    faults: [{ phase: "check", message: problem, line: 1, column: 1 }],
  };
}

function problemOf(source: string, issues: readonly CelFault[]): string {
  if (issues.some(({ isPlanned }) => isPlanned === true)) {
    return `program instantiation failed: ${issues[0]?.message ?? ""}`;
  }
  const shown = [...issues].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
  return `compilation failed: ${shown.map((issue) => displayed(source, issue)).join("\n")}`;
}

/** An issue as cel-go displays it (common/error.go): the line, and below it where it is. */
function displayed(source: string, { line, column, message }: CelFault): string {
  const text = Array.from((source.split("\n")[line - 1] ?? "").replaceAll("\t", " "));
  const before = text.slice(0, column - 1).map((each) => (isWide(each) ? "\uff0e" : "."));
  const at = isWide(text[column - 1] ?? "") ? "\uff3e" : "^";
  return `ERROR: <input>:${line}:${column}: ${message}\n | ${text.join("")}\n | ${before.join("")}${at}`;
}

function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x80;
}

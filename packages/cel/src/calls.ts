import { type Expression, partsOf } from "./syntax/ast.ts";
import { parseExpression } from "./syntax/parser.ts";
import { checkTypes } from "./typing/checker.ts";
import type { Environment } from "./typing/environment.ts";

/** The overloads that calls of an expression may be of by their types, macros expanded; none where it does not compile. */
export function calledOverloads(source: string, environment: Environment): ReadonlySet<string> {
  const found = new Set<string>();
  const parsed = parseExpression(source, environment.macros);
  if ("issue" in parsed || checkTypes(parsed.expression, environment).length > 0) {
    return found;
  }
  const todo: Expression[] = [parsed.expression];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    for (const overload of (next.kind === "call" && next.overloads) || []) {
      found.add(overload);
    }
    todo.push(...partsOf(next));
  }
  return found;
}

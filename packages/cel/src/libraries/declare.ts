import type { FunctionDeclaration, Implementation, Overload } from "../typing/environment.ts";
import type { Type } from "../typing/type.ts";
import type { Result, Value } from "../values/value.ts";

/*
 * Words to declare functions with.
 */

export function unary(run: (value: Value) => Result): Implementation {
  return { form: "unary", run };
}

export function binary(run: (left: Value, right: Value) => Result): Implementation {
  return { form: "binary", run };
}

export function many(run: (args: readonly Value[]) => Result): Implementation {
  return { form: "many", run };
}

/** `name(args)` */
export function global(
  id: string,
  args: readonly Type[],
  result: Type,
  does?: Implementation,
): Overload {
  return { id, isMember: false, args, result, ...(does === undefined ? {} : { does }) };
}

/** `args[0].name(args[1] …)` */
export function member(
  id: string,
  args: readonly Type[],
  result: Type,
  does?: Implementation,
): Overload {
  return { id, isMember: true, args, result, ...(does === undefined ? {} : { does }) };
}

export function declare(name: string, ...overloads: readonly Overload[]): FunctionDeclaration {
  return { name, overloads };
}

/** A function that looks at its arguments itself. */
export function declareOne(
  name: string,
  does: Implementation,
  ...overloads: readonly Overload[]
): FunctionDeclaration {
  return { name, overloads, does };
}

import type { FunctionDeclaration, Implementation, Overload } from "../typing/environment.ts";
import type { Type } from "../typing/type.ts";
import { noSuchOverload, type Result, type Value } from "../values/value.ts";
import { fitsAtRunTime } from "./guards.ts";

/*
 * What a function does with arguments, and which of its overloads does it.
 */

export function run(does: Implementation, args: readonly Value[]): Result {
  const [left = null, right = null] = args;
  switch (does.form) {
    case "unary":
      return does.run(left);
    case "binary":
      return does.run(left, right);
    case "many":
      return does.run(args);
  }
}

/** What a call does: by the overload that the checker found, else by the first whose types fit at run time. */
export function implementationOf(
  declared: FunctionDeclaration,
  overload: string,
  count: number,
): Implementation | undefined {
  if (declared.does !== undefined) {
    return declared.does;
  }
  const known =
    declared.overloads.length === 1
      ? declared.overloads[0]
      : declared.overloads.find(({ id }) => id === overload);
  return known?.does === undefined
    ? dispatched(declared, count)
    : guarded(known, known.does, declared);
}

function dispatched({ name, overloads }: FunctionDeclaration, count: number): Implementation {
  const candidates = overloads.filter(
    ({ args, does }) => args.length === count && does !== undefined,
  );
  return {
    form: "many",
    run: (args) => {
      const fitting = candidates.find((each) => fitAll(each.args, args));
      return fitting?.does === undefined ? noSuchOverload(name, ...args) : run(fitting.does, args);
    },
  };
}

function fitAll(types: readonly Type[], args: readonly Value[]): boolean {
  return types.every((type, at) => fitsAtRunTime(type, args[at] ?? null));
}

/** Arguments of which the checker knew nothing are looked at when it is called. */
function guarded(
  { args: types }: Overload,
  does: Implementation,
  { name, isUnguarded }: FunctionDeclaration,
): Implementation {
  if (isUnguarded) {
    return does;
  }
  const [first, second] = types;
  if (does.form === "unary" && first !== undefined) {
    const { run: call } = does;
    return {
      form: "unary",
      run: (value) => (fitsAtRunTime(first, value) ? call(value) : noSuchOverload(name, value)),
    };
  }
  if (does.form === "binary" && first !== undefined && second !== undefined) {
    const { run: call } = does;
    return {
      form: "binary",
      run: (left, right) =>
        fitsAtRunTime(first, left) && fitsAtRunTime(second, right)
          ? call(left, right)
          : noSuchOverload(name, left, right),
    };
  }
  return {
    form: "many",
    run: (args) => (fitAll(types, args) ? run(does, args) : noSuchOverload(name, ...args)),
  };
}

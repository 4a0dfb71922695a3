import type { Reference } from "../syntax/ast.ts";
import type { Environment } from "./environment.ts";
import { type Type, typeOf } from "./type.ts";

/** What a name stands for, with its type. */
export interface Named {
  readonly type: Type;
  readonly reference: Reference;
}

interface Scope {
  readonly variables: ReadonlyMap<string, Type>;
  readonly outer: Scope | undefined;
}

/** Names of an environment, and of the loops around a place. */
export class Names {
  readonly #environment: Environment;
  readonly #roots: ReadonlySet<string>;
  #scope: Scope | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#roots = rootsOf(environment);
  }

  /** Checks something where further variables are known. */
  within<T>(variables: ReadonlyMap<string, Type>, check: () => T): T {
    const outer = this.#scope;
    this.#scope = { variables, outer };
    const checked = check();
    this.#scope = outer;
    return checked;
  }

  /** What a name with dots stands for, if one begins like it. */
  lookUpQualified(name: string): Named | undefined {
    return this.#roots.has(name.slice(0, name.indexOf("."))) ? this.lookUp(name) : undefined;
  }

  lookUp(name: string): Named | undefined {
    for (let scope = this.#scope; scope !== undefined; scope = scope.outer) {
      const local = scope.variables.get(name);
      if (local !== undefined) {
        return { type: local, reference: { kind: "local", name } };
      }
    }
    const variable = this.#environment.variables.get(name);
    if (variable !== undefined) {
      return { type: variable, reference: { kind: "variable", name } };
    }
    const { types, typeNamed } = this.#environment;
    const described = types.get(name) ?? typeNamed?.(name);
    return described === undefined
      ? undefined
      : { type: typeOf(described), reference: { kind: "type", described } };
  }
}

const roots = new WeakMap<Environment, ReadonlySet<string>>();

/** First names of what has a name with dots. */
function rootsOf(environment: Environment): ReadonlySet<string> {
  const known = roots.get(environment);
  if (known !== undefined) {
    return known;
  }
  const names = [...environment.variables.keys(), ...environment.types.keys()];
  const found = new Set(
    names.filter((name) => name.includes(".")).map((name) => name.slice(0, name.indexOf("."))),
  );
  roots.set(environment, found);
  return found;
}

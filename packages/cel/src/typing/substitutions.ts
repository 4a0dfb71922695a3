import { DYN, ERROR, isDynamic, sameType, type Type } from "./type.ts";

/*
 * Which type may stand where which is wanted, with variables solved on the way: cel-go's checker/types.go.
 */

const NULLABLE = new Set(["opaque", "object", "duration", "timestamp", "null"]);

/** What the checker knows of type variables; what a failed attempt added is taken back. */
export class Substitutions {
  readonly #known = new Map<string, Type>();
  #trail: [string, Type | undefined][] = [];

  /** Whether a value of type `given` may stand where `wanted` is: if so, variables are solved accordingly. */
  assign(wanted: Type, given: Type): boolean {
    return this.assignAll([wanted], [given]);
  }

  assignAll(wanted: readonly Type[], given: readonly Type[]): boolean {
    const mark = this.#trail;
    this.#trail = [];
    const fits = this.#assignableAll(wanted, given);
    if (!fits) {
      for (const [name, before] of this.#trail.reverse()) {
        if (before === undefined) {
          this.#known.delete(name);
        } else {
          this.#known.set(name, before);
        }
      }
    }
    this.#trail = mark;
    return fits;
  }

  /** The type with what is known of its variables; with `free`, unknown ones become dyn. */
  apply(type: Type, free: "dyn" | "keep"): Type {
    if (type.kind === "parameter") {
      const known = this.#known.get(type.name);
      if (known !== undefined) {
        return this.apply(known, free);
      }
      return free === "dyn" ? DYN : type;
    }
    if (type.parameters.length === 0) {
      return type;
    }
    const parameters = type.parameters.map((each) => this.apply(each, free));
    return parameters.every((each, at) => each === type.parameters[at])
      ? type
      : { kind: type.kind, name: type.name, parameters };
  }

  #set(name: string, type: Type): void {
    this.#trail.push([name, this.#known.get(name)]);
    this.#known.set(name, type);
  }

  #assignableAll(wanted: readonly Type[], given: readonly Type[]): boolean {
    return (
      wanted.length === given.length &&
      wanted.every((each, at) => this.#assignable(each, given[at] ?? ERROR))
    );
  }

  #assignable(wanted: Type, given: Type): boolean {
    if (given.kind === "parameter") {
      const solved = this.#solve(wanted, given);
      if (solved !== "unsolved") {
        return solved === "fits";
      }
    }
    if (wanted.kind === "parameter") {
      return this.#solve(given, wanted) === "fits";
    }
    return this.#assignableKnown(wanted, given);
  }

  #assignableKnown(wanted: Type, given: Type): boolean {
    if (isDynamicOrError(wanted) || isDynamicOrError(given)) {
      return true;
    }
    if (wanted.kind === "null" || given.kind === "null") {
      return NULLABLE.has(wanted.kind === "null" ? given.kind : wanted.kind);
    }
    if (wanted.kind === "type") {
      return given.kind === "type";
    }
    return (
      wanted.kind === given.kind &&
      wanted.name === given.name &&
      this.#assignableAll(wanted.parameters, given.parameters)
    );
  }

  #solve(type: Type, variable: Type): "fits" | "differs" | "unsolved" {
    if (type.kind === "parameter" && type.name === variable.name) {
      return "fits";
    }
    const known = this.#known.get(variable.name);
    if (known !== undefined) {
      return this.#widen(type, variable, known) ? "fits" : "differs";
    }
    if (this.#isFreeOf(variable, type)) {
      this.#set(variable.name, type);
      return "fits";
    }
    return "unsolved";
  }

  #widen(type: Type, variable: Type, known: Type): boolean {
    if (sameType(type, known)) {
      return true;
    }
    if (!this.#assignable(type, known)) {
      return false;
    }
    const wider = mostGeneral(type, known);
    if (this.#isFreeOf(variable, wider)) {
      this.#set(variable.name, wider);
    }
    return true;
  }

  #isFreeOf(variable: Type, within: Type): boolean {
    if (within.kind !== "parameter") {
      return within.parameters.every((each) => this.#isFreeOf(variable, each));
    }
    if (within.name === variable.name) {
      return false;
    }
    const known = this.#known.get(within.name);
    return known === undefined || this.#isFreeOf(variable, known);
  }
}

function isDynamicOrError(type: Type): boolean {
  return type.kind === "error" || isDynamic(type);
}

/** Of two types of which one may stand for the other, the one that says less. */
export function mostGeneral(left: Type, right: Type): Type {
  return isEqualOrLessSpecific(left, right) ? left : right;
}

function isEqualOrLessSpecific(left: Type, right: Type): boolean {
  if (isDynamic(left) || left.kind === "parameter") {
    return true;
  }
  if (left.kind !== right.kind) {
    return false;
  }
  if (left.kind === "type") {
    return true;
  }
  return (
    left.name === right.name &&
    left.parameters.length === right.parameters.length &&
    left.parameters.every((each, at) => isEqualOrLessSpecific(each, right.parameters[at] ?? ERROR))
  );
}

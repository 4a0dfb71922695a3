import type { Type } from "../typing/type.ts";
import type { Value } from "../values/value.ts";

/*
 * The tree of an expression. The checker writes its findings into it (`type`, `overloads`, `reference`), so a tree belongs to
 * one environment. Operators are calls under cel-go's names for them (`_+_`, `!_`, `_[_]`), macros are expanded by the parser.
 */

interface Node {
  /** Offset of what stands for it in the source: an operator, a bracket, a name. */
  readonly position: number;
  /** What the checker found; absent in a tree that was not checked. */
  type?: Type;
}

export interface Literal extends Node {
  readonly kind: "literal";
  readonly value: Value;
}

export interface Identifier extends Node {
  readonly kind: "identifier";
  readonly name: string;
  /** The variable or the type that it names. */
  reference?: Reference;
}

/** `operand.field`, or with `test` whether the field is there. */
export interface Select extends Node {
  readonly kind: "select";
  readonly operand: Expression;
  readonly field: string;
  readonly test: boolean;
  reference?: Reference;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly target: Expression | undefined;
  readonly args: readonly Expression[];
  /** The overloads that the types allow, by their ids. */
  overloads?: readonly string[];
  /** The whole name, where `target.name(…)` calls the function `target.name`. */
  qualified?: string;
}

export interface ListLiteral extends Node {
  readonly kind: "list";
  readonly elements: readonly Expression[];
  readonly optional: ReadonlySet<number>;
}

export interface MapEntry {
  readonly key: Expression;
  readonly value: Expression;
  readonly optional: boolean;
  readonly position: number;
}

export interface MapLiteral extends Node {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}

export interface StructField {
  readonly name: string;
  readonly value: Expression;
  readonly optional: boolean;
  readonly position: number;
}

export interface StructLiteral extends Node {
  readonly kind: "struct";
  readonly name: string;
  readonly fields: readonly StructField[];
}

/** The one loop of CEL: what every macro over a list or a map becomes. */
export interface Comprehension extends Node {
  readonly kind: "comprehension";
  readonly range: Expression;
  readonly variables: readonly string[];
  readonly accumulator: string;
  readonly start: Expression;
  readonly condition: Expression;
  readonly step: Expression;
  readonly result: Expression;
}

/** What a name stands for. */
export type Reference =
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "type"; readonly described: Type }
  | { readonly kind: "variable"; readonly name: string };

export type Expression =
  | Call
  | Comprehension
  | Identifier
  | ListLiteral
  | Literal
  | MapLiteral
  | Select
  | StructLiteral;

/** `a.b.c` as one name, if the expression is no more than that. */
export function qualifiedName(expression: Expression): string | undefined {
  const parts: string[] = [];
  let at = expression;
  while (at.kind === "select" && !at.test) {
    parts.push(at.field);
    at = at.operand;
  }
  return at.kind === "identifier" ? [at.name, ...parts.reverse()].join(".") : undefined;
}

/** The expressions that an expression is made of, in order. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "identifier":
      return [];
    case "select":
      return [expression.operand];
    case "call":
      return expression.target === undefined
        ? expression.args
        : [expression.target, ...expression.args];
    case "list":
      return expression.elements;
    case "map":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "struct":
      return expression.fields.map(({ value }) => value);
    case "comprehension": {
      const { range, start, condition, step, result } = expression;
      return [range, start, condition, step, result];
    }
  }
}

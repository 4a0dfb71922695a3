import {
  type Call,
  type Comprehension,
  type Expression,
  type Identifier,
  type ListLiteral,
  type MapLiteral,
  qualifiedName,
  type Reference,
  type Select,
  type StructLiteral,
} from "../syntax/ast.ts";
import { typeOfValue } from "../values/value.ts";
import type { Environment, FunctionDeclaration } from "./environment.ts";
import { mostGeneral, Substitutions } from "./substitutions.ts";
import {
  BOOL,
  DYN,
  describeType,
  ERROR,
  INT,
  isDynamic,
  listOf,
  mapOf,
  optionalOf,
  parameter,
  sameType,
  type Type,
  typeOf,
  unwrapOptional,
} from "./type.ts";

/*
 * The type checker: gradual, so that what nothing is known of fits everywhere (cel-go's checker/checker.go).
 */

/** What is wrong with the types, and where. */
export interface TypeFault {
  readonly message: string;
  readonly position: number;
}

/** Writes types, overloads and references into the tree, and gives what is wrong, in the order in which it is met. */
export function checkTypes(expression: Expression, environment: Environment): readonly TypeFault[] {
  return new Checker(environment).whole(expression);
}

interface Named {
  readonly type: Type;
  readonly reference: Reference;
}

interface Scope {
  readonly variables: ReadonlyMap<string, Type>;
  readonly outer: Scope | undefined;
}

class Checker {
  readonly #environment: Environment;
  readonly #roots: ReadonlySet<string>;
  readonly #faults: TypeFault[] = [];
  readonly #solved = new Substitutions();
  readonly #typed: Expression[] = [];
  #scope: Scope | undefined;
  #variables = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#roots = rootsOf(environment);
  }

  whole(expression: Expression): readonly TypeFault[] {
    this.#check(expression);
    for (const each of this.#typed) {
      each.type = this.#solved.apply(each.type ?? DYN, "dyn");
    }
    return this.#faults;
  }

  #fault(position: number, message: string): void {
    this.#faults.push({ message, position });
  }

  #fresh(): Type {
    return parameter(`_var${this.#variables++}`);
  }

  #check(expression: Expression): Type {
    const type = this.#typeOf(expression);
    expression.type = type;
    this.#typed.push(expression);
    return type;
  }

  #typeOf(expression: Expression): Type {
    switch (expression.kind) {
      case "literal":
        return typeOfValue(expression.value);
      case "identifier":
        return this.#identifier(expression);
      case "select":
        return this.#select(expression);
      case "call":
        return this.#call(expression);
      case "list":
        return this.#list(expression);
      case "map":
        return this.#map(expression);
      case "struct":
        return this.#struct(expression);
      case "comprehension":
        return this.#comprehension(expression);
    }
  }

  #lookUp(name: string): Named | undefined {
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
    const described = this.#environment.types.get(name);
    return described === undefined
      ? undefined
      : { type: typeOf(described), reference: { kind: "type", described } };
  }

  #identifier(expression: Identifier): Type {
    const found = this.#lookUp(expression.name);
    if (found === undefined) {
      return this.#undeclared(expression.position, expression.name);
    }
    expression.reference = found.reference;
    return found.type;
  }

  #undeclared(position: number, name: string): Type {
    this.#fault(position, `undeclared reference to '${name}' (in container '')`);
    return ERROR;
  }

  #select(expression: Select): Type {
    const named = expression.test ? undefined : this.#qualified(expression);
    if (named !== undefined) {
      expression.reference = named.reference;
      return named.type;
    }
    const type = this.#field(expression, expression.field, false);
    return expression.test ? BOOL : this.#solved.apply(type, "keep");
  }

  #qualified(expression: Select): Named | undefined {
    const name = qualifiedName(expression);
    return name !== undefined && this.#roots.has(name.slice(0, name.indexOf(".")))
      ? this.#lookUp(name)
      : undefined;
  }

  /** The type of a field of an operand; of an optional operand's an optional. */
  #field(
    { operand, position }: { readonly operand: Expression; readonly position: number },
    field: string,
    isOptional: boolean,
  ): Type {
    const whole = this.#solved.apply(this.#check(operand), "keep");
    const within = unwrapOptional(whole);
    const type = this.#fieldOf(within ?? whole, field, position);
    return isOptional || within !== undefined ? optionalOf(type) : type;
  }

  #fieldOf(type: Type, field: string, position: number): Type {
    switch (type.kind) {
      case "map":
        return type.parameters[1] ?? DYN;
      case "object":
        return this.#objectField(type.name, field, position);
      case "parameter":
        this.#solved.assign(DYN, type);
        return DYN;
      case "dyn":
      case "error":
        return DYN;
      default:
        this.#fault(position, `type '${describeType(type)}' does not support field selection`);
        return DYN;
    }
  }

  #objectField(typeName: string, field: string, position: number): Type {
    const type = this.#environment.fieldsOf(typeName)?.get(field);
    if (type === undefined) {
      this.#fault(position, `undefined field '${field}'`);
    }
    return type ?? ERROR;
  }

  #call(call: Call): Type {
    const [operand, field] = call.args;
    if (call.name === "_?._" && operand !== undefined && field?.kind === "literal") {
      const type = this.#field({ operand, position: call.position }, String(field.value), true);
      call.overloads = ["select_optional_field"];
      return this.#solved.apply(type, "keep");
    }
    for (const arg of call.args) {
      this.#check(arg);
    }
    return call.target === undefined
      ? this.#resolveNamed(call, call.name, undefined)
      : this.#memberCall(call, call.target);
  }

  #memberCall(call: Call, target: Expression): Type {
    const prefix = qualifiedName(target);
    const qualified = prefix === undefined ? undefined : `${prefix}.${call.name}`;
    if (qualified !== undefined && this.#environment.functions.has(qualified)) {
      call.qualified = qualified;
      return this.#resolveNamed(call, qualified, undefined);
    }
    this.#check(target);
    return this.#resolveNamed(call, call.name, target);
  }

  #resolveNamed(call: Call, name: string, target: Expression | undefined): Type {
    const declared = this.#environment.functions.get(name);
    if (declared === undefined) {
      return this.#undeclared(call.position, name);
    }
    if (name === "_&&_" || name === "_||_") {
      return this.#logical(call);
    }
    return this.#resolve(call, declared, target);
  }

  #logical(call: Call): Type {
    let type = BOOL;
    for (const arg of call.args) {
      if (!this.#solved.assign(arg.type ?? ERROR, BOOL)) {
        this.#mismatch(arg, BOOL, arg.type ?? ERROR);
        type = ERROR;
      }
    }
    call.overloads = [call.name === "_&&_" ? "logical_and" : "logical_or"];
    return type;
  }

  #mismatch({ position }: Expression, wanted: Type, given: Type): void {
    this.#fault(
      position,
      `expected type '${describeType(wanted)}' but found '${describeType(given)}'`,
    );
  }

  #resolve(call: Call, declared: FunctionDeclaration, target: Expression | undefined): Type {
    const args = (target === undefined ? call.args : [target, ...call.args]).map(
      (arg) => arg.type ?? ERROR,
    );
    const isMember = target !== undefined;
    const fitting: string[] = [];
    let result: Type | undefined;
    for (const overload of declared.overloads) {
      if (overload.isMember !== isMember || overload.args.length !== args.length) {
        continue;
      }
      const renamed = this.#renamed([overload.result, ...overload.args]);
      if (this.#solved.assignAll(args, renamed.slice(1))) {
        fitting.push(overload.id);
        const own = this.#solved.apply(renamed[0] ?? DYN, "keep");
        result =
          result === undefined || isDynamic(result) || sameType(own, result)
            ? (result ?? own)
            : DYN;
      }
    }
    if (result === undefined) {
      this.#noOverload(call, declared.name, { args, isMember });
      return ERROR;
    }
    call.overloads = fitting;
    return result;
  }

  #noOverload(
    call: Call,
    name: string,
    { args, isMember }: { args: readonly Type[]; isMember: boolean },
  ): void {
    const shown = args.map((arg) => describeType(this.#solved.apply(arg, "dyn")));
    const signature = isMember
      ? `${shown[0]}.(${shown.slice(1).join(", ")})`
      : `(${shown.join(", ")})`;
    this.#fault(
      call.position,
      `found no matching overload for '${name}' applied to '${signature}'`,
    );
  }

  /** Types of a signature with variables of their own. */
  #renamed(types: readonly Type[]): readonly Type[] {
    const names = new Map<string, Type>();
    const rename = (type: Type): Type => {
      if (type.kind === "parameter") {
        const known = names.get(type.name) ?? this.#fresh();
        names.set(type.name, known);
        return known;
      }
      return type.parameters.length === 0
        ? type
        : { ...type, parameters: type.parameters.map(rename) };
    };
    return types.map(rename);
  }

  #list({ elements, optional }: ListLiteral): Type {
    let joined: Type | undefined;
    for (const [at, element] of elements.entries()) {
      const type = this.#check(element);
      joined = this.#join(
        element,
        joined,
        optional.has(at) ? this.#unwrapped(element, type) : type,
      );
    }
    return listOf(joined ?? this.#fresh());
  }

  /** What is in an optional that an entry is made of. */
  #unwrapped(value: Expression, type: Type): Type {
    const within = unwrapOptional(type);
    if (within === undefined && !isDynamic(type)) {
      this.#mismatch(value, optionalOf(type), type);
    }
    return within ?? type;
  }

  #map({ entries }: MapLiteral): Type {
    let key: Type | undefined;
    let value: Type | undefined;
    for (const entry of entries) {
      key = this.#join(entry.key, key, this.#check(entry.key));
      const type = this.#check(entry.value);
      value = this.#join(
        entry.value,
        value,
        entry.optional ? this.#unwrapped(entry.value, type) : type,
      );
    }
    return mapOf(key ?? this.#fresh(), value ?? this.#fresh());
  }

  #join(expression: Expression, previous: Type | undefined, current: Type): Type {
    if (previous === undefined) {
      return current;
    }
    if (this.#solved.assign(previous, current)) {
      return mostGeneral(previous, current);
    }
    if (!this.#environment.options.homogeneousLiterals) {
      return DYN;
    }
    this.#mismatch(expression, previous, current);
    return ERROR;
  }

  #struct(struct: StructLiteral): Type {
    const name = struct.name.replace(/^\./, "");
    const found = this.#lookUp(name);
    if (found === undefined) {
      return this.#undeclared(struct.position, struct.name);
    }
    const type = found.reference.kind === "type" ? found.reference.described : ERROR;
    if (type.kind !== "object") {
      const fault = type === ERROR ? "is not a type" : "is not a message type";
      this.#fault(struct.position, `'${name}' ${fault}`);
      return ERROR;
    }
    for (const field of struct.fields) {
      const wanted = this.#objectField(type.name, field.name, field.position);
      const checked = this.#check(field.value);
      const given = field.optional ? this.#unwrapped(field.value, checked) : checked;
      if (!this.#solved.assign(wanted, given)) {
        this.#fault(
          field.position,
          `expected type of field '${field.name}' is '${describeType(wanted)}' but provided type is '${describeType(given)}'`,
        );
      }
    }
    return type;
  }

  #comprehension(loop: Comprehension): Type {
    this.#check(loop.range);
    const accumulated = this.#check(loop.start);
    const range = this.#solved.apply(loop.range.type ?? ERROR, "keep");
    const variables = this.#variablesOf(range, loop);
    const outer = this.#scope;
    const within: Scope = { variables: new Map([[loop.accumulator, accumulated]]), outer };
    this.#scope = {
      variables: new Map(loop.variables.map((name, at) => [name, variables[at] ?? DYN])),
      outer: within,
    };
    this.#require(loop.condition, BOOL);
    this.#require(loop.step, accumulated);
    this.#scope = within;
    const result = this.#check(loop.result);
    this.#scope = outer;
    return this.#solved.apply(result, "keep");
  }

  #require(expression: Expression, type: Type): void {
    const given = this.#check(expression);
    if (!this.#solved.assign(type, given)) {
      this.#mismatch(expression, type, given);
    }
  }

  #variablesOf(range: Type, { variables, range: { position } }: Comprehension): readonly Type[] {
    const [first = DYN, second = DYN] = range.parameters;
    const isOne = variables.length === 1;
    switch (range.kind) {
      case "list":
        return isOne ? [first] : [INT, first];
      case "map":
        return isOne ? [first] : [first, second];
      case "dyn":
      case "error":
      case "parameter":
        this.#solved.assign(DYN, range);
        return [DYN, DYN];
      default: {
        const kinds = "of a comprehension must be list, map, or dynamic";
        this.#fault(
          position,
          `expression of type '${describeType(range)}' cannot be range ${kinds}`,
        );
        return [ERROR, ERROR];
      }
    }
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

import {
  type Call,
  type Comprehension,
  type Expression,
  type Identifier,
  type ListLiteral,
  type MapLiteral,
  qualifiedName,
  type Select,
  type StructLiteral,
} from "../syntax/ast.ts";
import { textOf, typeOfValue } from "../values/value.ts";
import type { Environment, FunctionDeclaration } from "./environment.ts";
import { Inference, type TypeFault } from "./inference.ts";
import { type Named, Names } from "./names.ts";
import {
  BOOL,
  DYN,
  ERROR,
  formatType,
  INT,
  isDynamic,
  listOf,
  mapOf,
  optionalOf,
  sameType,
  type Type,
  unwrapOptional,
} from "./type.ts";

/*
 * The type checker: gradual, so that what nothing is known of fits everywhere (cel-go's checker/checker.go).
 */

/** Writes types, overloads and references into the tree, and gives what is wrong, in the order in which it is met. */
export function checkTypes(expression: Expression, environment: Environment): readonly TypeFault[] {
  return new Checker(environment).whole(expression);
}

class Checker extends Inference {
  readonly #names: Names;
  readonly #typed: Expression[] = [];

  constructor(environment: Environment) {
    super(environment);
    this.#names = new Names(environment);
  }

  whole(expression: Expression): readonly TypeFault[] {
    this.#check(expression);
    for (const each of this.#typed) {
      each.type = this.solved.apply(each.type ?? DYN, "dyn");
    }
    return this.faults;
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

  #identifier(expression: Identifier): Type {
    const found = this.#names.lookUp(expression.name);
    if (found === undefined) {
      return this.undeclared(expression.position, expression.name);
    }
    expression.reference = found.reference;
    return found.type;
  }

  #select(expression: Select): Type {
    const named = expression.test ? undefined : this.#qualified(expression);
    if (named !== undefined) {
      expression.reference = named.reference;
      return named.type;
    }
    const type = this.#field(expression, expression.field, false);
    return expression.test ? BOOL : this.solved.apply(type, "keep");
  }

  #qualified(expression: Select): Named | undefined {
    const name = qualifiedName(expression);
    return name === undefined ? undefined : this.#names.lookUpQualified(name);
  }

  /** The type of a field of an operand; of an optional operand's an optional. */
  #field(
    { operand, position }: { readonly operand: Expression; readonly position: number },
    field: string,
    isOptional: boolean,
  ): Type {
    const whole = this.solved.apply(this.#check(operand), "keep");
    const within = unwrapOptional(whole);
    const type = this.#fieldOf(within ?? whole, field, position);
    return isOptional || within !== undefined ? optionalOf(type) : type;
  }

  #fieldOf(type: Type, field: string, position: number): Type {
    if (type.kind === "map") {
      return type.parameters[1] ?? DYN;
    }
    if (type.kind === "object") {
      return this.#objectField(type.name, field, position);
    }
    if (!this.#isOpen(type)) {
      this.fault(position, `type '${formatType(type)}' does not support field selection`);
    }
    return DYN;
  }

  /** Whether anything may be asked of the type: of a variable from now on. */
  #isOpen(type: Type): boolean {
    return type.kind === "parameter"
      ? this.solved.assign(DYN, type)
      : type.kind === "error" || isDynamic(type);
  }

  #objectField(typeName: string, field: string, position: number): Type {
    const type = this.environment.fieldsOf(typeName)?.get(field);
    if (type === undefined) {
      this.fault(position, `undefined field '${field}'`);
    }
    return type ?? ERROR;
  }

  #call(call: Call): Type {
    const [operand, field] = call.args;
    if (call.name === "_?._" && operand !== undefined && field?.kind === "literal") {
      const type = this.#field({ operand, position: call.position }, textOf(field.value), true);
      call.overloads = ["select_optional_field"];
      return this.solved.apply(type, "keep");
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
    if (qualified !== undefined && this.environment.functions.has(qualified)) {
      call.qualified = qualified;
      return this.#resolveNamed(call, qualified, undefined);
    }
    this.#check(target);
    return this.#resolveNamed(call, call.name, target);
  }

  #resolveNamed(call: Call, name: string, target: Expression | undefined): Type {
    const declared = this.environment.functions.get(name);
    if (declared === undefined) {
      return this.undeclared(call.position, name);
    }
    if (name === "_&&_" || name === "_||_") {
      return this.#logical(call);
    }
    return this.#resolve(call, declared, target);
  }

  #logical(call: Call): Type {
    let type = BOOL;
    for (const arg of call.args) {
      if (!this.solved.assign(arg.type ?? ERROR, BOOL)) {
        this.mismatch(arg, BOOL, arg.type ?? ERROR);
        type = ERROR;
      }
    }
    call.overloads = [call.name === "_&&_" ? "logical_and" : "logical_or"];
    return type;
  }

  #resolve(call: Call, declared: FunctionDeclaration, target: Expression | undefined): Type {
    const args = (target === undefined ? call.args : [target, ...call.args]).map(
      (arg) => arg.type ?? ERROR,
    );
    const isMember = target !== undefined;
    const fitting: string[] = [];
    let result: Type | undefined;
    for (const overload of declared.overloads) {
      const own = overload.isMember === isMember ? this.resultOf(overload, args) : undefined;
      if (own !== undefined) {
        fitting.push(overload.id);
        result = result === undefined || sameType(own, result) ? own : DYN;
      }
    }
    if (result === undefined) {
      this.noOverload(call, declared.name, { args, isMember });
      return ERROR;
    }
    call.overloads = fitting;
    return result;
  }

  #list({ elements, optional }: ListLiteral): Type {
    let joined: Type | undefined;
    for (const [at, element] of elements.entries()) {
      const type = this.#check(element);
      joined = this.join(joined, optional.has(at) ? this.unwrapped(element, type) : type);
    }
    return listOf(joined ?? this.fresh());
  }

  #map({ entries }: MapLiteral): Type {
    let key: Type | undefined;
    let value: Type | undefined;
    for (const entry of entries) {
      key = this.join(key, this.#check(entry.key));
      const type = this.#check(entry.value);
      value = this.join(value, entry.optional ? this.unwrapped(entry.value, type) : type);
    }
    return mapOf(key ?? this.fresh(), value ?? this.fresh());
  }

  #struct(struct: StructLiteral): Type {
    const name = struct.name.replace(/^\./, "");
    const found = this.#names.lookUp(name);
    if (found === undefined) {
      return this.undeclared(struct.position, struct.name);
    }
    const type = found.reference.kind === "type" ? found.reference.described : ERROR;
    if (type.kind !== "object") {
      const fault = type === ERROR ? "is not a type" : "is not a message type";
      this.fault(struct.position, `'${name}' ${fault}`);
      return ERROR;
    }
    for (const field of struct.fields) {
      const wanted = this.#objectField(type.name, field.name, field.position);
      const checked = this.#check(field.value);
      const given = field.optional ? this.unwrapped(field.value, checked) : checked;
      if (!this.solved.assign(wanted, given)) {
        this.fault(
          field.position,
          `expected type of field '${field.name}' is '${formatType(wanted)}' but provided type is '${formatType(given)}'`,
        );
      }
    }
    return type;
  }

  #comprehension(loop: Comprehension): Type {
    this.#check(loop.range);
    const accumulated = this.#check(loop.start);
    const range = this.solved.apply(loop.range.type ?? ERROR, "keep");
    const types = this.#variablesOf(range, loop);
    const variables = new Map(loop.variables.map((name, at) => [name, types[at] ?? DYN]));
    const result = this.#names.within(new Map([[loop.accumulator, accumulated]]), () => {
      this.#names.within(variables, () => {
        this.#require(loop.condition, BOOL);
        this.#require(loop.step, accumulated);
      });
      return this.#check(loop.result);
    });
    return this.solved.apply(result, "keep");
  }

  #require(expression: Expression, type: Type): void {
    const given = this.#check(expression);
    if (!this.solved.assign(type, given)) {
      this.mismatch(expression, type, given);
    }
  }

  #variablesOf(range: Type, { variables, range: { position } }: Comprehension): readonly Type[] {
    const [first = DYN, second = DYN] = range.parameters;
    const isOne = variables.length === 1;
    if (range.kind === "list") {
      return isOne ? [first] : [INT, first];
    }
    if (range.kind === "map") {
      return isOne ? [first] : [first, second];
    }
    if (this.#isOpen(range)) {
      return [DYN, DYN];
    }
    const kinds = "of a comprehension must be list, map, or dynamic";
    this.fault(position, `expression of type '${formatType(range)}' cannot be range ${kinds}`);
    return [ERROR, ERROR];
  }
}

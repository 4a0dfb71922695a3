import type { Call, Expression } from "../syntax/ast.ts";
import type { Environment, Overload } from "./environment.ts";
import { mostGeneral, Substitutions } from "./substitutions.ts";
import {
  DYN,
  ERROR,
  formatType,
  isDynamic,
  optionalOf,
  parameter,
  type Type,
  unwrapOptional,
} from "./type.ts";

/** What is wrong with the types, and where. */
export interface TypeFault {
  readonly message: string;
  readonly position: number;
}

/** What a checker knows of type variables, and what it found wrong. */
export class Inference {
  protected readonly environment: Environment;
  protected readonly faults: TypeFault[] = [];
  protected readonly solved: Substitutions = new Substitutions();
  protected variables = 0;

  constructor(environment: Environment) {
    this.environment = environment;
  }

  protected fault(position: number, message: string): void {
    this.faults.push({ message, position });
  }

  protected fresh(): Type {
    return parameter(`_var${this.variables++}`);
  }

  protected undeclared(position: number, name: string): Type {
    this.fault(position, `undeclared reference to '${name}' (in container '')`);
    return ERROR;
  }

  protected mismatch({ position }: Expression, wanted: Type, given: Type): void {
    this.fault(position, `expected type '${formatType(wanted)}' but found '${formatType(given)}'`);
  }

  /** The type of the result, if arguments of these types fit. */
  protected resultOf(overload: Overload, args: readonly Type[]): Type | undefined {
    if (overload.args.length !== args.length) {
      return;
    }
    const [result = DYN, ...wanted] = this.renamed([overload.result, ...overload.args]);
    return this.solved.assignAll(args, wanted) ? this.solved.apply(result, "keep") : undefined;
  }

  protected noOverload(
    call: Call,
    name: string,
    { args, isMember }: { args: readonly Type[]; isMember: boolean },
  ): void {
    const shown = args.map((arg) => formatType(this.solved.apply(arg, "dyn")));
    const signature = isMember
      ? `${shown[0]}.(${shown.slice(1).join(", ")})`
      : `(${shown.join(", ")})`;
    this.fault(call.position, `found no matching overload for '${name}' applied to '${signature}'`);
  }

  /** Types of a signature with variables of their own. */
  protected renamed(types: readonly Type[]): readonly Type[] {
    const names = new Map<string, Type>();
    const rename = (type: Type): Type => {
      if (type.kind === "parameter") {
        const known = names.get(type.name) ?? this.fresh();
        names.set(type.name, known);
        return known;
      }
      return type.parameters.length === 0
        ? type
        : { ...type, parameters: type.parameters.map(rename) };
    };
    return types.map(rename);
  }

  protected join(previous: Type | undefined, current: Type): Type {
    if (previous === undefined) {
      return current;
    }
    if (this.solved.assign(previous, current)) {
      return mostGeneral(previous, current);
    }
    return DYN;
  }

  /** What is in an optional that an entry is made of. */
  protected unwrapped(value: Expression, type: Type): Type {
    const within = unwrapOptional(type);
    if (within === undefined && !isDynamic(type)) {
      this.mismatch(value, optionalOf(type), type);
    }
    return within ?? type;
  }
}

import type { MacroSets } from "../syntax/macros.ts";
import type { Result, Value } from "../values/value.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  optionalOf,
  STRING,
  TIMESTAMP,
  TYPE,
  type Type,
  UINT,
} from "./type.ts";

/**
 * What a function does, in the form that cel-go has it in: of a `unary` and a `binary` one all arguments are evaluated, a `many`
 * ends with the first that is an error, and then costs nothing.
 */
export type Implementation =
  | { readonly form: "binary"; readonly run: (left: Value, right: Value) => Result }
  | { readonly form: "many"; readonly run: (args: readonly Value[]) => Result }
  | { readonly form: "unary"; readonly run: (value: Value) => Result };

/** One signature of a function; a member is called on its first argument. */
export interface Overload {
  readonly id: string;
  readonly isMember: boolean;
  readonly args: readonly Type[];
  readonly result: Type;
  /** Absent where the function has one for all of its overloads. */
  readonly does?: Implementation;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly overloads: readonly Overload[];
  /** What it does whatever the types: it looks at its arguments itself. */
  readonly does?: Implementation;
  /** Whether its overloads take arguments of other types than they declare. */
  readonly isUnguarded?: boolean;
}

/** The fields of an object type. */
export type FieldsOf = (typeName: string) => ReadonlyMap<string, Type> | undefined;

/** What it costs to call a function with these arguments, beyond what they cost themselves. */
export type CostRule = (args: readonly Value[], result: Result) => number;

/** What an expression is checked and evaluated in. */
export interface Environment {
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly variables: ReadonlyMap<string, Type>;
  /** Types that can be named, by their names. */
  readonly types: ReadonlyMap<string, Type>;
  /** Types that can be named besides. */
  readonly typeNamed?: (name: string) => Type | undefined;
  readonly fieldsOf: FieldsOf;
  readonly macros: MacroSets;
  readonly costs: ReadonlyMap<string, CostRule>;
  readonly options: EnvironmentOptions;
}

export interface EnvironmentOptions {
  /** Elements of a list literal, keys and values of a map literal must have one type. */
  readonly homogeneousLiterals: boolean;
  /** Literals of durations, timestamps and regular expressions must be valid. */
  readonly checkedLiterals: boolean;
  /** What can be known before an evaluation is, as the API server does it: constant conversions, lists and regular expressions. */
  readonly foldsConstants: boolean;
  /** Keys of map literals are of the types that CEL's specification allows, and each is there once; cel-go takes all, the last wins. */
  readonly strictKeys: boolean;
}

/** Types that every environment names. */
const STANDARD_TYPES: ReadonlyMap<string, Type> = new Map(
  [
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    INT,
    listOf(DYN),
    mapOf(DYN, DYN),
    NULL,
    STRING,
    TIMESTAMP,
    TYPE,
    UINT,
  ].map((type) => [type.name, type]),
);

export const OPTIONAL_TYPES: ReadonlyMap<string, Type> = new Map([
  ["optional_type", optionalOf(DYN)],
]);

/** What a library adds to an environment. */
export interface Library {
  readonly functions: readonly FunctionDeclaration[];
  readonly types?: ReadonlyMap<string, Type>;
  readonly macros?: Partial<MacroSets>;
  /** Costs of calls by the overload's id. */
  readonly costs?: ReadonlyMap<string, CostRule>;
}

const NO_TYPES: ReadonlyMap<string, Type> = new Map();
const NO_MACROS: MacroSets = { optionals: false, twoVariables: false, sortBy: false };

/** An environment of libraries: overloads of one function in several of them are joined in this order. */
export function environmentOf(
  libraries: readonly Library[],
  options: EnvironmentOptions,
): Environment {
  const functions = new Map<string, FunctionDeclaration>();
  for (const declared of libraries.flatMap((library) => library.functions)) {
    functions.set(declared.name, joined(functions.get(declared.name), declared));
  }
  return {
    functions,
    variables: new Map(),
    types: new Map(
      [STANDARD_TYPES, ...libraries.map(({ types }) => types ?? NO_TYPES)].flatMap((each) => [
        ...each,
      ]),
    ),
    fieldsOf: () => undefined,
    macros: libraries.reduce<MacroSets>((all, { macros }) => ({ ...all, ...macros }), NO_MACROS),
    costs: new Map(libraries.flatMap(({ costs }) => [...(costs ?? [])])),
    options,
  };
}

function joined(
  known: FunctionDeclaration | undefined,
  added: FunctionDeclaration,
): FunctionDeclaration {
  return known === undefined
    ? added
    : { ...added, ...known, overloads: [...known.overloads, ...added.overloads] };
}

/** The environment with further variables, and object types whose fields are known. */
export function withVariables(
  environment: Environment,
  variables: Iterable<readonly [string, Type]>,
  fieldsOf?: FieldsOf,
): Environment {
  return {
    ...environment,
    variables: new Map([...environment.variables, ...variables]),
    fieldsOf:
      fieldsOf === undefined
        ? environment.fieldsOf
        : (name) => fieldsOf(name) ?? environment.fieldsOf(name),
  };
}

/** The environment with a library more. */
export function withLibrary(environment: Environment, library: Library): Environment {
  const functions = new Map(environment.functions);
  for (const declared of library.functions) {
    functions.set(declared.name, joined(functions.get(declared.name), declared));
  }
  return {
    ...environment,
    functions,
    types: new Map([...environment.types, ...(library.types ?? [])]),
    macros: { ...environment.macros, ...library.macros },
    costs: new Map([...environment.costs, ...(library.costs ?? [])]),
  };
}

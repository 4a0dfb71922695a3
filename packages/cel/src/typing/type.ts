/** What a type is at its root; `parameter` is a variable that the checker solves. */
type TypeKind =
  | "bool"
  | "bytes"
  | "double"
  | "duration"
  | "dyn"
  | "error"
  | "int"
  | "list"
  | "map"
  | "null"
  | "object"
  | "opaque"
  | "parameter"
  | "string"
  | "timestamp"
  | "type"
  | "uint";

/** A type of CEL: `name` is what `type(x)` says of its values, `parameters` are elements, keys and values. */
export interface Type {
  readonly kind: TypeKind;
  readonly name: string;
  readonly parameters: readonly Type[];
}

const NONE: readonly Type[] = [];

function simple(kind: TypeKind, name: string): Type {
  return { kind, name, parameters: NONE };
}

export const BOOL: Type = simple("bool", "bool");
export const BYTES: Type = simple("bytes", "bytes");
export const DOUBLE: Type = simple("double", "double");
export const DURATION: Type = simple("duration", "google.protobuf.Duration");
export const DYN: Type = simple("dyn", "dyn");
export const ERROR: Type = simple("error", "!error!");
export const INT: Type = simple("int", "int");
export const NULL: Type = simple("null", "null_type");
export const STRING: Type = simple("string", "string");
export const TIMESTAMP: Type = simple("timestamp", "google.protobuf.Timestamp");
export const UINT: Type = simple("uint", "uint");
export const TYPE: Type = simple("type", "type");

export function listOf(element: Type): Type {
  return { kind: "list", name: "list", parameters: [element] };
}

export function mapOf(key: Type, value: Type): Type {
  return { kind: "map", name: "map", parameters: [key, value] };
}

export function typeOf(described: Type): Type {
  return { kind: "type", name: "type", parameters: [described] };
}

export function parameter(name: string): Type {
  return simple("parameter", name);
}

/** A type with fields, such as `kubernetes.URL`. */
export function objectType(name: string): Type {
  return simple("object", name);
}

/** A type that shows nothing of itself, such as `optional_type(string)` and `net.IP`. */
export function opaqueType(name: string, ...parameters: readonly Type[]): Type {
  return { kind: "opaque", name, parameters };
}

export function optionalOf(value: Type): Type {
  return opaqueType("optional_type", value);
}

/** The type as cel-go writes it in messages. */
export function describeType(type: Type): string {
  if (type.kind === "parameter") {
    return `<${type.name}>`;
  }
  const { parameters } = type;
  return parameters.length === 0
    ? type.name
    : `${type.name}(${parameters.map(describeType).join(", ")})`;
}

const SHORT_NAMES = new Map([
  [NULL.name, "null"],
  [DURATION.name, "duration"],
  [TIMESTAMP.name, "timestamp"],
]);

/** The type as cel-go's checker writes it in what it finds wrong (checker/format.go). */
export function formatType(type: Type): string {
  const { name, parameters } = type;
  const shown = SHORT_NAMES.get(name) ?? name;
  return parameters.length === 0 ? shown : `${shown}(${parameters.map(formatType).join(", ")})`;
}

/** Whether both are the same to the last parameter. */
export function sameType(left: Type, right: Type): boolean {
  return (
    left === right ||
    (left.kind === right.kind &&
      left.name === right.name &&
      left.parameters.length === right.parameters.length &&
      left.parameters.every((own, at) => sameType(own, right.parameters[at] ?? ERROR)))
  );
}

/** Whether the type says nothing of its values. */
export function isDynamic(type: Type): boolean {
  return type.kind === "dyn";
}

/** The type in the optional, if it is one. */
export function unwrapOptional(type: Type): Type | undefined {
  return type.kind === "opaque" && type.name === "optional_type" ? type.parameters[0] : undefined;
}

import type { Type } from "../typing/type.ts";
import { Comparable, equal } from "./equality.ts";
import { CelError, type Result, type Value } from "./value.ts";

/** A value of an object type that an expression made: `Object.spec{…}`. */
export class StructValue extends Comparable {
  override readonly type: Type;
  readonly fields: ReadonlyMap<string, Value>;

  constructor(type: Type, fields: ReadonlyMap<string, Value>) {
    super();
    this.type = type;
    this.fields = fields;
  }

  override equals(other: Value): Result {
    return (
      other instanceof StructValue &&
      other.type.name === this.type.name &&
      other.fields.size === this.fields.size &&
      [...this.fields].every(([name, own]) => {
        const value: Result = other.fields.get(name) ?? new CelError("");
        return !(value instanceof CelError) && equal(own, value) === true;
      })
    );
  }
}

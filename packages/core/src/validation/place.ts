import type { FieldPath } from "../kubernetes/field-path.ts";
import type { FieldError, FieldErrorType } from "./field-error.ts";

/** Where in an object a validation is: it makes paths and collects what is wrong there, as `field.Path` and `field.ErrorList` do. */
export class Place {
  readonly #errors: FieldError[];
  readonly #above: Place | undefined;
  readonly #segment: string | number;
  readonly #isKey: boolean;

  constructor(errors: FieldError[], segment: string, above?: Place, step?: number | "key") {
    this.#errors = errors;
    this.#above = above;
    this.#segment = typeof step === "number" ? step : segment;
    this.#isKey = step === "key";
  }

  /** How many errors there are so far, anywhere in the object. */
  get errorCount(): number {
    return this.#errors.length;
  }

  child(name: string): Place {
    return new Place(this.#errors, name, this);
  }

  index(index: number): Place {
    return new Place(this.#errors, "", this, index);
  }

  /** The entry of a map: printed in brackets. */
  key(key: string): Place {
    return new Place(this.#errors, key, this, "key");
  }

  required(message = "must be set"): void {
    this.#report("Required", message, []);
  }

  /** `within` are further steps to the exact value where upstream names no more than this place. */
  invalid(message: string, ...within: FieldPath): void {
    this.#report("Invalid", message, within);
  }

  forbidden(message: string, ...within: FieldPath): void {
    this.#report("Forbidden", message, within);
  }

  duplicate(value: string): void {
    this.#report("Duplicate", `${quoted(value)} is there already`, []);
  }

  notFound(value: string): void {
    this.#report("NotFound", `${quoted(value)} does not exist`, []);
  }

  notSupported(value: string, supported: Iterable<string>, ...within: FieldPath): void {
    const words = [...supported].map(quoted).join(", ");
    this.#report("NotSupported", `${quoted(value)} is none of ${words}`, within);
  }

  tooLong(most: number): void {
    this.#report("TooLong", `is longer than ${most} bytes`, []);
  }

  tooMany(count: number, most: number): void {
    this.#report("TooMany", `has ${count} items, more than ${most}`, []);
  }

  internalError(message: string): void {
    this.#report("InternalError", message, []);
  }

  /** What the decoder refused. */
  typeInvalid(message: string, within: FieldPath): void {
    this.#report("TypeInvalid", message, within);
  }

  #report(type: FieldErrorType, message: string, within: FieldPath): void {
    const path = [...this.#path(), ...within];
    this.#errors.push({ type, field: this.#text(), path, message });
  }

  #path(): FieldPath {
    const above = this.#above === undefined ? [] : this.#above.#path();
    return this.#segment === "" ? above : [...above, this.#segment];
  }

  #text(): string {
    const above = this.#above === undefined ? "" : this.#above.#text();
    if (typeof this.#segment === "number" || this.#isKey) return `${above}[${this.#segment}]`;
    return above === "" ? this.#segment : `${above}.${this.#segment}`;
  }
}

// Long values would only hide the sentence.
const LONGEST = 80;

/** A value in quotes, cut where it is long. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
}

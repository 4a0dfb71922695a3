import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import type { FieldError, FieldErrorType } from "./field-error.ts";

/** Where in an object a validation is: it makes paths and collects what is wrong there, as `field.Path` and `field.ErrorList` do. */
export class Place {
  private readonly errors: FieldError[];
  private readonly above: Place | undefined;
  /** From the place above: one step as a rule, several or none where upstream prints another text. */
  private readonly step: string | number | FieldPath;
  private readonly text: string | undefined;

  constructor(
    errors: FieldError[],
    above?: Place,
    step: string | number | FieldPath = [],
    text?: string,
  ) {
    this.errors = errors;
    this.above = above;
    this.step = step;
    this.text = text;
  }

  /** How many errors there are so far, anywhere in the object. */
  get errorCount(): number {
    return this.errors.length;
  }

  child(name: string): Place {
    return new Place(this.errors, this, name);
  }

  index(index: number): Place {
    return new Place(this.errors, this, index);
  }

  /** The entry of a map: printed in brackets. */
  key(key: string): Place {
    return new Place(this.errors, this, key, `[${key}]`);
  }

  /** Where upstream prints another text than the steps are: `.name` of what is `names[0]`, or nothing at all. */
  slip(text: string, ...steps: FieldPath): Place {
    return new Place(this.errors, this, steps, text);
  }

  /** Invalid where there is a problem with the value. */
  judge(value: string | number, problem: string | undefined): void {
    if (problem === undefined) return;
    this.invalid(`${typeof value === "number" ? value : quoted(value)} ${problem}`);
  }

  /** Required where the text is empty, else judged. */
  needs(text: string, problemOf: (text: string) => string | undefined = noProblem): void {
    if (text === "") this.required();
    else this.judge(text, problemOf(text));
  }

  /** NotSupported where the word is none of those that are known. */
  among(word: string, known: readonly string[]): void {
    if (!known.includes(word)) this.notSupported(word, known);
  }

  /** Invalid where the number is less than the one or more than the other. */
  within(number: number, least: number, most: number): void {
    if (number < least || number > most) {
      this.invalid(`${number} is not between ${least} and ${most}`);
    }
  }

  /** Invalid where there is a number and it is negative. */
  notNegative(number: number | undefined): void {
    if (number !== undefined && number < 0) this.invalid(`${number} is negative`);
  }

  required(message = "must be set"): void {
    this.report("Required", message, []);
  }

  /** `within` are further steps to the exact value where upstream names no more than this place. */
  invalid(message: string, ...within: FieldPath): void {
    this.report("Invalid", message, within);
  }

  forbidden(message: string, ...within: FieldPath): void {
    this.report("Forbidden", message, within);
  }

  duplicate(value: string): void {
    this.report("Duplicate", `${quoted(value)} is there already`, []);
  }

  notFound(value: string): void {
    this.report("NotFound", `${quoted(value)} does not exist`, []);
  }

  notSupported(value: string, supported: Iterable<string>, ...within: FieldPath): void {
    const known = [...supported];
    const words = known.map(quoted).join(", ");
    this.report("NotSupported", `${quoted(value)} is none of ${words}`, within, known);
  }

  tooLong(most: number): void {
    this.report("TooLong", `is longer than ${most} bytes`, []);
  }

  tooMany(count: number, most: number): void {
    this.report("TooMany", `has ${count} items, more than ${most}`, []);
  }

  /** What the decoder refused, `within` this place. */
  typeInvalid(message: string, within: FieldPath): void {
    const field = formatFieldPath(within);
    const clause = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
    this.errors.push({ type: "TypeInvalid", field, path: within, message: clause });
  }

  private report(
    type: FieldErrorType,
    message: string,
    within: FieldPath,
    supported?: readonly string[],
  ): void {
    const field = this.print().replace(/^[.]/, "");
    const path = [...this.path(), ...within];
    this.errors.push({ type, field, path, message, ...(supported && { supported }) });
  }

  private path(): FieldPath {
    const steps = typeof this.step === "object" ? this.step : [this.step];
    return this.above === undefined ? steps : [...this.above.path(), ...steps];
  }

  private print(): string {
    const above = this.above === undefined ? "" : this.above.print();
    if (this.text !== undefined) return above + this.text;
    if (typeof this.step === "number") return `${above}[${this.step}]`;
    return typeof this.step === "string" ? `${above}.${this.step}` : above;
  }
}

function noProblem(): undefined {
  return undefined;
}

// Long values would only hide the sentence.
const LONGEST = 80;

/** A value in quotes, cut where it is long. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
}

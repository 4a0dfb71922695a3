import { isJsonList, isJsonObject, type JsonValue } from "@watertight/core/kubernetes";
import type { Compiled, Evaluation, Program } from "../program.ts";
import { CelError, Optional, type Result, type Value } from "../values/value.ts";
import { Correlation, fieldOf, oldItems } from "./correlation.ts";
import { withDefaults } from "./defaults.ts";
import { stepsOf } from "./field-paths.ts";
import { compiledRule, type Rule, rulesOf } from "./rule-programs.ts";
import { type Schema, schemaAt, withObjectMeta } from "./schema.ts";
import { valueOfSchema } from "./schema-values.ts";

/*
 * Rules of CustomResourceDefinitions, evaluated on objects (apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go).
 */

/** What all the rules of one object may cost together, and each. */
const OBJECT_BUDGET = 10_000_000;
const PER_CALL = 1_000_000;
/** Since when the API server takes what was broken before and is left as it is. */
const RATCHETS = 30;
const LONGEST_MESSAGE = 5 * 1024;

export interface RuleFault {
  /** Where in the object the rule stands. */
  readonly path: readonly (number | string)[];
  readonly rule: string;
  /** What the rule says of itself, or why it could not be judged. */
  readonly message: string;
  /** `violated`, or that it has no answer: then the API server refuses the object too. */
  readonly kind: "error" | "violated";
}

/** A part of an object, with what it was. */
interface Place {
  readonly isRoot: boolean;
  readonly path: readonly (number | string)[];
  /** What rules see as `oldSelf`; undefined where nothing was, or nothing that is sure to be the same. */
  readonly old: JsonValue | undefined;
  /** What the part takes the place of, and what the nearest part around it that has one does. */
  readonly correlation: Correlation | undefined;
  readonly around: Correlation | undefined;
}

/**
 * What rules of a schema an object violates when it is created, or when it takes the place of an old one. Rules on what it was before
 * are asked where it was; what an old object did not change it need not mend (ratcheting).
 */
export function violatedRules(
  object: JsonValue,
  schema: Schema,
  minor: number,
  old?: JsonValue,
): readonly RuleFault[] {
  const walk = new RuleWalk(minor);
  const value = withDefaults(object, schema);
  const before = old === undefined ? undefined : withDefaults(old, schema);
  const hasBefore = before !== undefined && minor >= RATCHETS;
  walk.visit(value, schema, {
    isRoot: true,
    path: [],
    old: before,
    correlation: hasBefore ? new Correlation(value, before, schema) : undefined,
    around: undefined,
  });
  return walk.faults;
}

class RuleWalk {
  readonly faults: RuleFault[] = [];
  readonly #minor: number;
  #budget = OBJECT_BUDGET;
  /** Once the budget is spent nothing more is asked. */
  #isOver = false;

  constructor(minor: number) {
    this.#minor = minor;
  }

  visit(value: JsonValue, schema: Schema, place: Place): void {
    if (value === null || this.#isOver) {
      return;
    }
    this.#judgeAll(value, schema, place);
    if (isJsonList(value)) {
      this.#visitItems(value, schema, place);
    } else if (isJsonObject(value)) {
      this.#visitFields(value, schema, place);
    }
  }

  #visitItems(list: readonly JsonValue[], schema: Schema, place: Place): void {
    const items = schemaAt(schema, "items");
    const before = oldItems(place.old, schema);
    for (const [at, item] of items === undefined ? [] : list.entries()) {
      this.#within(item, items, {
        ...withinPlace(place, at, place.correlation?.index(at)),
        old: before(item),
      });
    }
  }

  #visitFields(object: { readonly [name: string]: JsonValue }, schema: Schema, place: Place): void {
    const values = schemaAt(schema, "additionalProperties");
    const properties = schemaAt(schema, "properties");
    for (const [name, value] of Object.entries(object)) {
      const isOwn = properties !== undefined && Object.hasOwn(properties, name);
      const own = isOwn ? schemaAt(properties, name) : values;
      const old = fieldOf(place.old, name);
      const isRootType = place.around === undefined && ROOT_TYPE.has(name);
      this.#within(value, own, {
        ...(isRootType
          ? { path: [...place.path, name], correlation: undefined, around: undefined }
          : withinPlace(place, name, place.correlation?.key(name))),
        old,
      });
    }
  }

  #within(value: JsonValue, schema: Schema | undefined, place: Omit<Place, "isRoot">): void {
    if (schema !== undefined) {
      const isRoot = schema["x-kubernetes-embedded-resource"] === true;
      this.visit(value, schema, { ...place, isRoot, old: place.old ?? undefined });
    }
  }

  #judgeAll(value: JsonValue, schema: Schema, place: Place): void {
    const own = rulesOf(schema);
    if (own.length > 0 && this.#budget <= 0) {
      this.#end(own[0], OUT_OF_BUDGET, place);
    }
    for (const rule of own) {
      if (!this.#isOver && rule.text.trim() !== "") {
        this.#judge(value, { rule, schema }, place);
      }
    }
  }

  #judge(value: JsonValue, { rule, schema }: Asked, place: Place): void {
    const at = { isRoot: place.isRoot, minor: this.#minor, isOldOptional: rule.isOldOptional };
    const compiled = compiledRule(rule.text, schema, at);
    const program = compiled?.program;
    if (program?.type.kind !== "bool") {
      const why = whyNot(compiled);
      this.#add("error", `rule ${JSON.stringify(rule.text)} does not compile: ${why}`, rule, place);
      return;
    }
    // Rules on what a value was before are for updates.
    const asksOld = program.variables.includes("oldSelf");
    const isLeftOut = asksOld && place.old === undefined;
    if (!isLeftOut || (rule.isOldOptional && this.#minor >= RATCHETS)) {
      this.#evaluate(value, { rule, schema, program, asksOld }, place);
    }
  }

  #evaluate(value: JsonValue, asked: Judged, place: Place): void {
    const { rule, schema, program } = asked;
    const self = valueOfSchema(value, place.isRoot ? withObjectMeta(schema) : schema);
    const old = oldSelfOf(rule, schema, place);
    const wrong = self instanceof CelError ? self : old instanceof CelError ? old : undefined;
    if (wrong !== undefined) {
      this.#add("error", wrong.message, rule, place);
      return;
    }
    const bindings: Bound = (name) =>
      name === "self" ? valueOf(self) : name === "oldSelf" ? valueOf(old) : undefined;
    const answer = program.evaluate(bindings, Math.min(PER_CALL, this.#budget));
    this.#budget -= answer.cost;
    if ("error" in answer) {
      this.#unanswered(answer.error, rule, place);
    } else if (answer.value !== true) {
      this.#violated(asked, bindings, place);
    }
  }

  #unanswered({ phase, message }: Fault, rule: Rule, place: Place): void {
    const why = `rule ${JSON.stringify(rule.text)} has no answer: ${message}`;
    if (phase === "cost") {
      this.#end(rule, this.#budget <= 0 ? OUT_OF_BUDGET : why, place);
    } else {
      this.#add("error", why, rule, place);
    }
  }

  #violated(asked: Judged, bindings: Bound, place: Place): void {
    const { rule, schema, asksOld } = asked;
    const made = this.#messageOf(asked, bindings, place);
    // What is left as it was need not be mended; the rule has cost what it costs all the same.
    if (asksOld || !isLeft(place)) {
      const steps = rule.fieldPath === "" ? [] : (stepsOf(rule.fieldPath, schema) ?? []);
      const at = { ...place, path: [...place.path, ...steps] };
      const message = made || rule.message.trim() || `failed rule: ${rule.text.trim()}`;
      this.#add("violated", message, rule, at);
    }
  }

  /** The message that an expression makes; "" where none does. */
  #messageOf({ rule, schema }: Asked, bindings: Bound, place: Place): string {
    const at = { isRoot: place.isRoot, minor: this.#minor };
    const program =
      rule.expression === "" ? undefined : compiledRule(rule.expression, schema, at)?.program;
    if (program === undefined) {
      return "";
    }
    const made = program.evaluate(bindings, Math.min(PER_CALL, this.#budget));
    this.#budget -= made.cost;
    this.#isOver ||= "error" in made && made.error.phase === "cost";
    return textOf(made);
  }

  /** The last fault: nothing is asked after it. */
  #end(rule: Rule | undefined, message: string, place: Place): void {
    this.#isOver = true;
    this.faults.push({ path: place.path, rule: rule?.text ?? "", kind: "error", message });
  }

  #add(kind: RuleFault["kind"], message: string, { text }: Rule, { path }: Place): void {
    this.faults.push({ path, rule: text, kind, message });
  }
}

const OUT_OF_BUDGET =
  "validation failed due to running out of cost budget, no further validation rules will be run";

interface Asked {
  readonly rule: Rule;
  readonly schema: Schema;
}

interface Judged extends Asked {
  readonly program: Program;
  readonly asksOld: boolean;
}

type Bound = (name: string) => Value | undefined;
type Fault = Extract<Evaluation, { readonly error: unknown }>["error"];

/** Why a rule cannot be asked. */
function whyNot(compiled: Compiled | undefined): string {
  if (compiled === undefined) {
    return "its schema has no type";
  }
  return compiled.issues?.[0]?.message ?? "cel expression must evaluate to a bool";
}

function valueOf(result: Result | undefined): Value | undefined {
  return result instanceof CelError ? undefined : result;
}

/** A message is a line of text of at most 5 KiB. */
function textOf(made: Evaluation): string {
  const text = "value" in made && typeof made.value === "string" ? made.value.trim() : "";
  return text.includes("\n") || Buffer.byteLength(text) > LONGEST_MESSAGE ? "" : text;
}

/** What objects are converted to: whether these changed is not seen. */
const ROOT_TYPE: ReadonlySet<string> = new Set(["apiVersion", "kind"]);

/** Whether a part is as it was, or is within one that is and cannot be compared itself. */
function isLeft({ correlation, around }: Place): boolean {
  return (correlation ?? around)?.isSame === true;
}

function withinPlace(
  { path, correlation, around }: Place,
  step: number | string,
  inner: Correlation | undefined,
): Pick<Place, "around" | "correlation" | "path"> {
  // What is around a part that has nothing to be compared with stays the same further in.
  return { path: [...path, step], correlation: inner, around: correlation ?? around };
}

function oldSelfOf(
  { isOldOptional }: Rule,
  schema: Schema,
  { old, isRoot }: Place,
): Result | undefined {
  const value =
    old === undefined ? undefined : valueOfSchema(old, isRoot ? withObjectMeta(schema) : schema);
  return !isOldOptional || value instanceof CelError ? value : new Optional(value);
}

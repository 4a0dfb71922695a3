import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  listAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";

/*
 * Operations that a rule is asked about. Conditions that only say which are taken into the rules of resources.
 */

const USUAL = ["CREATE", "UPDATE"];

interface Operations {
  readonly operations: readonly string[];
  /** The preconditions that are left. */
  readonly rest: JsonObject | readonly JsonObject[] | undefined;
}

/** The operations of a rule, and its preconditions without those that say no more than them. */
export function operationsWith(
  rule: JsonObject,
  matched: readonly string[] | undefined,
  isOfDeletion: boolean,
): Operations {
  const usual = isOfDeletion ? [...USUAL, "DELETE"] : USUAL;
  const asked = matched?.filter((each) => usual.includes(each)) ?? usual;
  const given = valueAt(rule, "preconditions");
  const all = isJsonList(given)
    ? given.filter(isJsonObject)
    : listAt(given, "all").filter(isJsonObject);
  const plain = all.filter(isOfOperation);
  const operations = asked.filter((operation) => plain.every((each) => holds(each, operation)));
  const left = all.filter((each) => !plain.includes(each));
  const any = isJsonObject(given) ? given["any"] : undefined;
  if (left.length === 0 && any === undefined) {
    return { operations, rest: undefined };
  }
  return { operations, rest: { all: left, ...(any !== undefined && { any }) } };
}

const OPERATION = /^\s*\{\{\s*request\.operation\s*(?:\|\|\s*'[A-Z]*'\s*)?\}\}\s*$/;

function isOfOperation(condition: JsonObject): boolean {
  return (
    OPERATION.test(textAt(condition, "key")) && wantedOf(condition).length > 0 && isKnown(condition)
  );
}

function wantedOf(condition: JsonObject): readonly string[] {
  const one = textAt(condition, "value");
  return (one === "" ? textsAt(condition, "value") : [one]).filter((each) => /^[A-Z]+$/.test(each));
}

function isKnown(condition: JsonObject): boolean {
  return /^(?:not)?equals?$|^(?:any|all)(?:not)?in$/i.test(textAt(condition, "operator"));
}

function holds(condition: JsonObject, operation: string): boolean {
  const isNegative = /not/i.test(textAt(condition, "operator"));
  return wantedOf(condition).includes(operation) !== isNegative;
}

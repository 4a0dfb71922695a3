import {
  type ApiType,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@watertight/core/kubernetes";
import {
  allOf,
  anyOf,
  fieldOf,
  fits,
  hasField,
  hasWildcard,
  inner,
  not,
  quoted,
} from "../cel-text.ts";
import type { Notes } from "../notes.ts";
import { byName, hasGlobal, type Member, memberOf, orderedResources } from "./anchors.ts";
import { absentFits, leafTest, valueKindOf } from "./leaves.ts";

/*
 * Patterns of Kyverno, after its pkg/engine/validate and pkg/engine/anchor: a value fits, does not fit, or is none that the rule is
 * for (an anchor with a condition says so). Where no such anchor stands, a pattern is a condition; else it is one of three numbers.
 */

/** A pattern as a condition, or as the number of its outcome. */
export type Translated =
  | { readonly form: "condition"; readonly text: string }
  | { readonly form: "outcome"; readonly text: string };

const SKIPPED = "1";
const FAILED = "2";

function condition(text: string): Translated {
  return { form: "condition", text };
}

/** The number of an outcome: 0 fits, 1 is not asked, 2 does not fit. */
export function outcomeOf({ form, text }: Translated): string {
  if (form === "outcome") {
    return text;
  }
  return text === "true" ? "0" : `${inner(text)} ? 0 : ${FAILED}`;
}

/** Whether a rule with this pattern lets pass: what it is not for does. */
export function passes(translated: Translated): string {
  return translated.form === "condition"
    ? translated.text
    : `${inner(translated.text)} != ${FAILED}`;
}

interface Place {
  readonly value: string;
  readonly type: ApiType | undefined;
  readonly notes: Notes;
  /** How deep in lists: what the variables of lists are named by. */
  readonly depth: number;
  /** The key that the value stands under, and the one above it. */
  readonly path: readonly [string, string];
}

/** What a pattern says of a value that is there. */
export function translatePattern(
  pattern: JsonValue,
  value: string,
  type: ApiType | undefined,
  notes: Notes,
): Translated {
  return element(pattern, { value, type, notes, depth: 0, path: ["", ""] });
}

function element(pattern: JsonValue, place: Place): Translated {
  if (isJsonObject(pattern)) {
    return map(pattern, place);
  }
  if (isJsonList(pattern)) {
    return list(pattern, place);
  }
  return condition(scalar(pattern, place));
}

function scalar(pattern: JsonValue, { value, type, notes, depth }: Place): string {
  if (type?.shape === "list") {
    const each = `i${depth}`;
    return `${value}.all(${each}, ${leafTest(each, valueKindOf(type.item), pattern, notes)})`;
  }
  return type?.shape === "map" || type?.shape === "structure"
    ? "false"
    : leafTest(value, valueKindOf(type), pattern, notes);
}

function list(patterns: readonly JsonValue[], place: Place): Translated {
  const [first] = patterns;
  const { type, notes } = place;
  if (first === undefined || type?.shape === "map" || type?.shape === "structure") {
    return condition("false");
  }
  if (isJsonObject(first)) {
    return listOfMaps(first, place);
  }
  return condition(
    isJsonList(first) ? notes.refuse("a list of lists is a pattern") : scalar(first, place),
  );
}

function listOfMaps(pattern: JsonObject, place: Place): Translated {
  const { value, type, depth } = place;
  const item = type?.shape === "list" ? type.item : undefined;
  const each = `e${depth}`;
  const inside = map(pattern, { ...place, value: each, type: item, depth: depth + 1 });
  if (inside.form === "condition") {
    return condition(inside.text === "true" ? "true" : `${value}.all(${each}, ${inside.text})`);
  }
  const all = `o${depth}`;
  const summed = `${FAILED} in ${all} ? ${FAILED} : ${all}.size() > 0 && !(0 in ${all}) ? ${SKIPPED} : 0`;
  return {
    form: "outcome",
    text: `[${value}.map(${each}, ${inside.text})].map(${all}, ${summed})[0]`,
  };
}

function map(pattern: JsonObject, place: Place): Translated {
  const members = Object.entries(pattern).map(memberOf);
  const anchors = members
    .filter(({ anchor }) => ["()", "=", "X", "^"].includes(anchor))
    .sort(byName);
  const resources = orderedResources(members.filter((each) => !anchors.includes(each)));
  const conditions = anchors.filter(({ anchor }) => anchor === "()");
  const others = anchors.filter(({ anchor }) => anchor !== "()").map((each) => member(each, place));
  const rest = resources.map((each) => member(each, place));
  if (conditions.length === 0 && [...others, ...rest].every(({ form }) => form === "condition")) {
    return condition(allOf([...others, ...rest].map(({ text }) => text)));
  }
  const asked = allOf(conditions.map((each) => asCondition(each, place)));
  return {
    form: "outcome",
    text: chosen(asked, SKIPPED, othersOutcome(others, conditions.length > 0, firstOf(rest))),
  };
}

function chosen(test: string, otherwise: string, rest: string): string {
  return test === "true" ? rest : `${not(test)} ? ${otherwise} : ${rest}`;
}

/** Anchors but conditions, then what follows: all of them not asked means that the map is not. */
function othersOutcome(
  others: readonly Translated[],
  hasConditions: boolean,
  rest: string,
): string {
  if (others.every(({ form }) => form === "condition")) {
    return chosen(allOf(others.map(({ text }) => text)), FAILED, rest);
  }
  const all = `[${others.map(outcomeOf).join(", ")}]`;
  const failed = `${FAILED} in ${all} ? ${FAILED} : `;
  const mayAllBeSkipped = !hasConditions && others.every(({ form }) => form === "outcome");
  return mayAllBeSkipped
    ? `${failed}${all}.all(o, o == ${SKIPPED}) ? ${SKIPPED} : ${inner(rest)}`
    : `${failed}${inner(rest)}`;
}

/** The first that is not 0 decides. */
function firstOf(outcomes: readonly Translated[]): string {
  if (outcomes.every(({ form }) => form === "condition")) {
    return outcomeOf(condition(allOf(outcomes.map(({ text }) => text))));
  }
  if (outcomes.length === 1) {
    return outcomes[0] ? outcomeOf(outcomes[0]) : "0";
  }
  return `([${outcomes.map(outcomeOf).join(", ")}].filter(o, o != 0) + [0])[0]`;
}

function typeOfMember(type: ApiType | undefined, key: string): ApiType | undefined {
  if (type?.shape === "structure") {
    return type.fields.get(key);
  }
  return type?.shape === "map" ? type.item : undefined;
}

function memberPlace(place: Place, key: string): Place {
  const { value, type, path } = place;
  const isMap = type?.shape === "map";
  return {
    ...place,
    value: isMap ? `${value}[${quoted(key)}]` : fieldOf(value, key),
    type: typeOfMember(type, key),
    path: [key, path[0]],
  };
}

function present({ value, type }: Place, key: string): string {
  if (value === "object" && key === "metadata") {
    return "true";
  }
  return type?.shape === "map" ? `${quoted(key)} in ${value}` : hasField(value, key);
}

function isInMetadata({ path }: Place): boolean {
  return path[1] === "metadata" && (path[0] === "labels" || path[0] === "annotations");
}

function member(each: Member, place: Place): Translated {
  const { anchor, key, pattern } = each;
  if (isInMetadata(place) && hasWildcard(key)) {
    return condition(wildcardMember(each, place));
  }
  const has = present(place, key);
  const inside = memberPlace(place, key);
  switch (anchor) {
    case "":
      return plainMember(pattern, has, inside);
    case "=":
      return optional(element(withoutGlobals(key, pattern, place.notes), inside), has, "0");
    case "X":
      return condition(not(has));
    case "^":
      return condition(existence(pattern, has, inside));
    case "<":
      return globalMember(element(pattern, inside), has);
    default:
      return condition(
        place.notes.refuse(
          `the anchor ${anchor} of ${key} has no meaning in a pattern that validates`,
        ),
      );
  }
}

/** What a global anchor says is told by Kyverno in another way through an anchor of equality than through a list. */
function withoutGlobals(key: string, pattern: JsonValue, notes: Notes): JsonValue {
  if (hasGlobal(pattern)) {
    notes.refuse(`a global anchor stands below =(${key})`);
  }
  return pattern;
}

function plainMember(pattern: JsonValue, has: string, inside: Place): Translated {
  if (pattern === "*") {
    return condition(has);
  }
  const isLeaf = !isJsonObject(pattern) && !isJsonList(pattern);
  if (isLeaf && absentFits(pattern)) {
    return optional(element(pattern, inside), has, "0");
  }
  return optional(element(pattern, inside), has, FAILED);
}

/** With the outcome of what is not there. */
function optional({ form, text }: Translated, has: string, absent: string): Translated {
  if (form === "condition") {
    return condition(absent === "0" ? anyOf([not(has), text]) : allOf([has, text]));
  }
  return { form, text: `${not(has)} ? ${absent} : ${inner(text)}` };
}

function globalMember(translated: Translated, has: string): Translated {
  const fitsIt =
    translated.form === "condition" ? translated.text : `${inner(translated.text)} == 0`;
  return { form: "outcome", text: `${allOf([has, not(fitsIt)])} ? ${SKIPPED} : 0` };
}

/** Each pattern of the list fits an item of the value. */
function existence(pattern: JsonValue, has: string, inside: Place): string {
  if (!isJsonList(pattern) || !pattern.every(isJsonObject)) {
    return inside.notes.refuse("what is under an existence anchor is no list of maps");
  }
  const each = `x${inside.depth}`;
  const item = inside.type?.shape === "list" ? inside.type.item : undefined;
  const found = pattern.map((wanted) => {
    const one = map(wanted, { ...inside, value: each, type: item, depth: inside.depth + 1 });
    const test = one.form === "condition" ? one.text : `${inner(one.text)} == 0`;
    return `${inside.value}.exists(${each}, ${test})`;
  });
  return anyOf([not(has), allOf(found)]);
}

/** What a condition says: whether the rule is for this value. */
function asCondition({ key, pattern }: Member, place: Place): string {
  const translated = element(pattern, memberPlace(place, key));
  const test = translated.form === "condition" ? translated.text : `${inner(translated.text)} == 0`;
  return allOf([present(place, key), test]);
}

/** A key with wildcards among labels or annotations: Kyverno looks at whichever of the keys comes first. */
function wildcardMember({ anchor, key, pattern }: Member, place: Place): string {
  const { value, notes } = place;
  if (typeof pattern !== "string" || !["", "=", "X"].includes(anchor)) {
    return notes.refuse(`the key ${key} has wildcards and is not one of a text`);
  }
  if (anchor === "X") {
    return `!${value}.exists(k, ${fits("k", key)})`;
  }
  notes.remark(
    `of keys that fit ${key} Kyverno looks at one, whichever comes first, and the policy at all`,
  );
  const test = leafTest(`${value}[k]`, "text", pattern, notes);
  const all = `${value}.all(k, ${anyOf([not(fits("k", key)), test])})`;
  return anchor === "=" ? all : allOf([`${value}.exists(k, ${fits("k", key)})`, all]);
}

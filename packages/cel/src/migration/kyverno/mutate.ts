import {
  type ApiResource,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { literal } from "../cel-text.ts";
import type { Notes } from "../notes.ts";
import { mutatingObjects, resourceRules } from "../resources.ts";
import { namespacesNamed } from "../selectors.ts";
import { annotationsOf, type RuleInPolicy } from "./bindings.ts";
import { conditions as kyvernoConditions } from "./conditions.ts";
import { addsTo, type Change, patchExpression, removesFrom } from "./json-patches.ts";
import { operationsWith } from "./operations.ts";
import { scopeOf } from "./scope.ts";
import { type WrittenRule, writtenRules } from "./written-for.ts";

/*
 * Rules that change objects, as MutatingAdmissionPolicies: patches that say what stands where, and no more.
 */

/** Reads a text of YAML; undefined where it is none. */
export type ReadYaml = (text: string) => JsonValue | undefined;

type Given = RuleInPolicy & {
  readonly known: readonly ApiResource[];
  readonly readYaml: ReadYaml | undefined;
};

const KINDS = ["patchStrategicMerge", "patchesJson6902"];

/** The policies of a rule, with their bindings. */
export function mutatingPolicies(given: Given): readonly JsonObject[] {
  const { rule, notes } = given;
  const mutate = objectAt(rule, "mutate");
  const parts = Object.keys(mutate);
  if (parts.length !== 1 || !KINDS.includes(parts[0] ?? "")) {
    notes.refuse(`mutate is not translated with ${parts.join(" and ") || "nothing in it"}`);
    return [];
  }
  const written = writtenRules(given);
  const { operations, rest } = operationsWith(rule, written[0]?.matching.operations, false);
  const asked = rest === undefined ? "true" : conditionsOf(rest, given, written);
  return written.flatMap((each) => policyOf(given, each, { operations, asked }));
}

function conditionsOf(
  rest: JsonObject | readonly JsonObject[],
  { notes }: Given,
  written: readonly WrittenRule[],
): string {
  if (written.length > 1) {
    return notes.refuse("preconditions of a rule that changes pods within other objects");
  }
  const { roots } = scopeOf({ object: "object", root: "object", kind: undefined });
  return kyvernoConditions(rest, { roots, notes, denies: false });
}

function policyOf(
  given: Given,
  { name, pod, matching }: WrittenRule,
  { operations, asked }: { readonly operations: readonly string[]; readonly asked: string },
): readonly JsonObject[] {
  const { policy, rule, notes } = given;
  if (matching.guard !== "true") {
    notes.refuse("a rule that changes objects in namespaces by their labels");
  }
  const changes = changesOf(objectAt(rule, "mutate"), pod, given);
  const tests = [matching.condition, asked].filter((each) => each !== "true");
  const conditions = [
    ...listAt(policy, "spec", "webhookConfiguration", "matchConditions"),
    ...tests.map((expression, at) => ({ name: `match-${at}`, expression })),
  ];
  const namespace = textAt(policy, "metadata", "namespace");
  return mutatingObjects({
    name,
    annotations: annotationsOf(policy),
    spec: {
      failurePolicy: "Fail",
      reinvocationPolicy: "IfNeeded",
      matchConstraints: {
        ...(policy["kind"] === "Policy" && namespacesNamed([namespace || "default"], "In")),
        resourceRules: resourceRules(matching.resources, operations),
      },
      ...(conditions.length > 0 && { matchConditions: conditions }),
      mutations: [{ patchType: "JSONPatch", jsonPatch: { expression: patchExpression(changes) } }],
    },
    bindings: [{ name, actions: [] }],
  });
}

function changesOf(
  { patchStrategicMerge: merge, patchesJson6902: patches }: JsonObject,
  pod: readonly string[],
  { notes, readYaml }: Given,
): readonly Change[] {
  if (merge !== undefined) {
    return merged(merge, pod, notes);
  }
  const steps = parsed(typeof patches === "string" ? patches : "", readYaml);
  if (steps === undefined) {
    notes.refuse("patchesJson6902 that is no list");
    return [];
  }
  return steps.flatMap((step) => jsonPatch(step, notes));
}

const ADDED = /^\+\((.*)\)$/;

/** Fields that are set: what a merge does to objects within objects. */
function merged(value: JsonValue, path: readonly string[], notes: Notes): readonly Change[] {
  if (!isJsonObject(value)) {
    notes.refuse("a patch of lists, whose items are merged by their keys");
    return [];
  }
  return Object.entries(value).flatMap(([key, each]) => {
    const [, added] = ADDED.exec(key) ?? [];
    const name = added ?? key;
    if (/[()]/.test(name)) {
      notes.refuse(`the anchor ${key} of a patch`);
      return [];
    }
    return field(each, [...path, name], { isAdded: added !== undefined, notes });
  });
}

function field(
  value: JsonValue,
  path: readonly string[],
  { isAdded, notes }: { readonly isAdded: boolean; readonly notes: Notes },
): readonly Change[] {
  if (isJsonObject(value) && !isAdded) {
    return merged(value, path, notes);
  }
  if (value === null || isJsonList(value) || isJsonObject(value) || hasVariable(value)) {
    notes.refuse(
      `what a patch sets ${path.join(".")} to: only texts, numbers and booleans are translated`,
    );
    return [];
  }
  return [addsTo(path, literal(value), isAdded)];
}

function hasVariable(value: JsonValue): boolean {
  return /\{\{|\$\(/.test(
    JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? Number(each) : each)),
  );
}

function parsed(text: string, readYaml: ReadYaml | undefined): readonly JsonObject[] | undefined {
  const value = readYaml === undefined ? readJson(text) : readYaml(text);
  return isJsonList(value) && value.every(isJsonObject) ? value : undefined;
}

function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return;
  }
}

function jsonPatch(step: JsonObject, notes: Notes): readonly Change[] {
  const [op, path] = [textAt(step, "op"), textAt(step, "path")];
  const names = path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const value = step["value"];
  const isPlain =
    path.startsWith("/") && names.every((name) => name !== "" && !/^[-+0-9]/.test(name));
  if (!isPlain || hasVariable(value ?? null)) {
    notes.refuse(`the step ${op} ${path} of a patch: it is in a list or holds a variable`);
    return [];
  }
  if (op === "remove") {
    return [removesFrom(names)];
  }
  if (op !== "add" || value === undefined) {
    notes.refuse(`the step ${op} of a patch`);
    return [];
  }
  return [addsTo(names, literal(value), false)];
}

import { expect, it } from "vitest";
import { evaluateAll, exampleSnapshot } from "../../testing/checks.ts";
import type { Described, Resource } from "../../testing/cloud/described.ts";
import { JOINED } from "../../testing/cloud/joined.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { notAssessableIn } from "../scan/not-assessable.ts";
import type { ObjectCheck, ObjectsExample } from "./check.ts";
import { cloudChecks } from "./cloud/index.ts";
import { answer } from "./writing/cloud-examples.ts";

/*
 * Checks of what several documents say together, each by every shape that can show it: answers of commands and of the API, plans and
 * states of Terraform (joined by ids, and by what the configuration refers to), objects of Cluster API.
 */

function examplesOf(described: Described): readonly ObjectsExample[] {
  if ("resources" in described) {
    const { resources } = described;
    return [
      planOf(resources),
      stateOf(resources),
      rawStateOf(resources),
      referringPlan(resources),
    ].map((json) => ({ title: "", objects: [], documents: [answer("terraform.json", json)] }));
  }
  const { answers, objects = [] } = described;
  const documents = Object.entries(answers).map(([file, json]) => answer(file, json));
  return [{ title: "", objects, documents }];
}

function addressOf({ type, name = "a" }: Resource): string {
  return `${type}.${name}`;
}

/** The values with the ids of what they name. */
function joined(resources: readonly Resource[]): readonly JsonObject[] {
  return resources.map((resource) => {
    const { type, name = "a", values, refers = {} } = resource;
    const named = Object.entries(refers).reduce(
      (all, [path, address]) => withAt(all, path.split("."), idOf(address)),
      values,
    );
    return {
      ...{ address: addressOf(resource), mode: "managed", type, name },
      values: { id: idOf(addressOf(resource)), ...named },
    };
  });
}

/** An id that says of what it is; some arguments take a list of them. */
function idOf(address: string): string {
  return `id-of-${address}`;
}

function withAt(
  value: JsonObject,
  [key = "", ...rest]: readonly string[],
  id: JsonValue,
): JsonObject {
  const plain = key.replace("[]", "");
  if (rest.length === 0) return { ...value, [plain]: key.endsWith("[]") ? [id] : id };
  const [inner = {}] = (value[plain] ?? [{}]) as readonly JsonObject[];
  return { ...value, [plain]: [withAt(inner, rest, id)] };
}

function withBlocks(values: JsonObject, path: string): JsonObject {
  const [block = "", ...rest] = path.split(".");
  return rest.length === 0 || values[block] !== undefined ? values : { ...values, [block]: [{}] };
}

function planOf(resources: readonly Resource[]): JsonObject {
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources: joined(resources) } },
  };
}

function stateOf(resources: readonly Resource[]): JsonObject {
  return { format_version: "1.0", values: { root_module: { resources: joined(resources) } } };
}

function rawStateOf(resources: readonly Resource[]): JsonObject {
  return {
    ...{ version: 4, lineage: "l" },
    resources: joined(resources).map(({ values = {}, mode = "", type = "", name = "" }) => ({
      ...{ mode, type, name },
      instances: [{ attributes: values }],
    })),
  };
}

/** A plan of what is not there yet: ids are known after apply, and the configuration says what refers to what. */
function referringPlan(resources: readonly Resource[]): JsonObject {
  const unknownOf = ({ refers = {} }: Resource): JsonObject =>
    Object.keys(refers).reduce<JsonObject>(
      (all, path) => withAt(all, path.replaceAll("[]", "").split("."), true),
      { id: true },
    );
  return {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: resources.map((resource) => {
          const { type, name = "a", values, refers = {} } = resource;
          // A block stays where only fields of it are unknown.
          const known = Object.keys(refers).reduce((all, path) => withBlocks(all, path), values);
          return { address: addressOf(resource), mode: "managed", type, name, values: known };
        }),
      },
    },
    resource_changes: resources.map((resource) => ({
      address: addressOf(resource),
      change: { actions: ["create"], after_unknown: unknownOf(resource) },
    })),
    configuration: {
      root_module: {
        resources: resources.map((resource) => ({
          address: addressOf(resource),
          expressions: Object.entries(resource.refers ?? {}).reduce(
            (all, [path, address]) =>
              withAt(all, path.replaceAll("[]", "").split("."), {
                references: [`${address}.id`, address],
              }),
            {},
          ),
        })),
      },
    },
  };
}

const CHECKS = new Map(
  cloudChecks.flatMap((check) =>
    typeof check !== "function" && check.on === "object" ? [[check.id, check] as const] : [],
  ),
);

function verdictOf(check: ObjectCheck, example: ObjectsExample): "fail" | "pass" | "unknown" {
  const snapshot = exampleSnapshot(example);
  if (evaluateAll(check, snapshot).length > 0) return "fail";
  const { parts } = notAssessableIn([createCluster(snapshot)], [check]);
  return parts.length > 0 ? "unknown" : "pass";
}

const CASES = Object.entries(JOINED).flatMap(([id, rows]) => rows.map((row) => ({ id, ...row })));

it.each(CASES)("$id judges what $by says", ({ id, describe, verdicts }) => {
  const check = CHECKS.get(id);
  if (!check) throw new Error(`There is no check ${id}.`);
  const said = Object.fromEntries(
    (["fail", "pass", "absent"] as const).map((each) => [
      each,
      [...new Set(examplesOf(describe(each)).map((example) => verdictOf(check, example)))],
    ]),
  );
  expect(said).toEqual({
    fail: [verdicts.fail],
    pass: [verdicts.pass],
    absent: [verdicts.absent],
  });
});

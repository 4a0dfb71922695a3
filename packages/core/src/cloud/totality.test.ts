import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "../../testing/runs.ts";
import { cloudChecks } from "../checks/cloud/index.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import type { FactDocument } from "../snapshot/facts.ts";
import { cloudFactsOf } from "./facts-of.ts";
import { looksLikeCloud } from "./shapes.ts";

/** The documents of all examples: every shape there is. */
const DOCUMENTS: readonly JsonValue[] = cloudChecks.flatMap((check) => {
  if (typeof check === "function" || check.on !== "object") return [];
  const { violating, compliant } = check.examples;
  return [...violating, ...compliant].flatMap(({ documents = [] }) =>
    documents.map(({ json }) => json),
  );
});

const WRONG: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, "", "0.0.0.0/0", -1, [], {}, [null], [[]], {
    __proto__: null,
    constructor: "x",
  }),
  fc.jsonValue() as fc.Arbitrary<JsonValue>,
);

/** A value with what stands at one place, counted through all of it, replaced. */
function replacedAt(value: JsonValue, place: number, by: JsonValue): JsonValue {
  let left = place;
  const walk = (each: JsonValue): JsonValue => {
    left -= 1;
    if (left === 0) return by;
    if (isJsonList(each)) return each.map(walk);
    if (!isJsonObject(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([key, member]) => [key, walk(member)]));
  };
  return walk(value);
}

function documentOf(value: JsonValue): FactDocument {
  const location = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  const origin = { from: "file", file: "a", document: 1, line: 1 } as const;
  return { value, origin, locate: () => location };
}

it("gives facts of whatever is in a document, and throws for nothing", () => {
  expect(DOCUMENTS.length).toBeGreaterThan(200);
  let facts = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...DOCUMENTS), fc.nat(60), WRONG), { maxLength: 4 }),
      (changes) => {
        const values = changes.map(([value, place, by]) => replacedAt(value, place, by));
        expect(values.map(looksLikeCloud).every((each) => typeof each === "boolean")).toBe(true);
        const found = cloudFactsOf(values.map(documentOf));
        facts += found.length;
        for (const { object, locate, pathText } of found) {
          expect(typeof locate?.(["spec", "public"]).line).toBe("number");
          expect(typeof pathText?.(["spec", "public", "value", 0])).toBe("string");
          expect(object.apiVersion).toBe("facts.watertight.dev/v1alpha1");
        }
      },
    ),
    runs(240),
  );
  expect(facts).toBeGreaterThan(0);
});

it("looks for no more than it takes and takes no less than it looks for", () => {
  const unseen = DOCUMENTS.filter((value) => !looksLikeCloud(value));
  expect(unseen).toEqual([]);
});

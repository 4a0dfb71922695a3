import { expect, test } from "vitest";
import { type Schema, strings, text } from "./schema.ts";
import { validate } from "./validate.ts";

const SCHEMA: Schema = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: text({ pattern: "^[a-z]+$", examples: ["web"] }),
    colors: strings({ enum: ["red", "green"] }),
    sizes: {
      type: "object",
      propertyNames: { format: "shape" },
      additionalProperties: { type: "boolean" },
    },
    pattern: { type: "string", format: "regex" },
    count: { type: "integer", minimum: 1, maximum: 30 },
  },
};

const FORMATS = { shape: ["round", "square"] };

test("a value of the shape has no mistakes", () => {
  const value = { name: "web", colors: ["red"], sizes: { round: true }, pattern: "^a" };
  expect(validate(value, SCHEMA, FORMATS)).toEqual([]);
});

test("every mistake is told with the path to it, at its key or at its value", () => {
  const value = {
    colors: ["red", "gren", "red", ""],
    sizes: { rund: 1 },
    pattern: "(",
    colour: [],
  };
  expect(validate(value, SCHEMA, FORMATS)).toEqual([
    { path: [], at: "value", message: 'the configuration has no "name"' },
    {
      path: ["colors", 1],
      at: "value",
      message: 'colors[1] must be one of red, green, not "gren"; did you mean "green"?',
    },
    { path: ["colors", 2], at: "value", message: 'colors has "red" twice' },
    {
      path: ["colors", 3],
      at: "value",
      message: 'colors[3] must be one of red, green, not ""',
    },
    {
      path: ["sizes", "rund"],
      at: "key",
      message: 'there is no shape "rund"; did you mean "round"?',
    },
    {
      path: ["sizes", "rund"],
      at: "value",
      message: "sizes.rund must be true or false, not a number",
    },
    { path: ["pattern"], at: "value", message: '"(" is no regular expression' },
    { path: ["colour"], at: "key", message: 'there is no key "colour"; did you mean "colors"?' },
  ]);
});

test.each([
  ["Web", 'name cannot be "Web"; it must match ^[a-z]+$, like "web"'],
  ["", "name must not be empty"],
  [null, "name must be a text, not empty"],
  [["web"], "name must be a text, not a list"],
])("the name %j is refused", (name, message) => {
  expect(validate({ name }, SCHEMA, FORMATS)).toEqual([{ path: ["name"], at: "value", message }]);
});

test.each([
  [0, "count must be at least 1, not 0"],
  [31, "count must be at most 30, not 31"],
  [1.5, "count must be a whole number, not 1.5"],
  ["1", "count must be a whole number, not a text"],
])("the count %j is refused", (count, message) => {
  const mistakes = validate({ name: "web", count }, SCHEMA, FORMATS);
  expect(mistakes).toEqual([{ path: ["count"], at: "value", message }]);
});

test.each([1, 30])("a count of %i, just allowed, is taken", (count) => {
  expect(validate({ name: "web", count }, SCHEMA, FORMATS)).toEqual([]);
});

import { parseDocument } from "@watertight/manifests";
import { yamlOf } from "@watertight/reports/text";
import fc from "fast-check";
import { expect, test } from "vitest";

test("what is written as YAML is read back as it was", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "",
      "yes",
      "null",
      "~",
      "1e3",
      "0x1",
      "- a",
      "a: b",
      "#",
      "2026-01-01",
      "\u2028",
      "<<",
      "=",
    ),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text,
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(text, tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (written) => {
      const { values, problems } = parseDocument(yamlOf(written as string));
      expect([values.map(({ value: read }) => read), problems]).toEqual([[written], []]);
    }),
  );
});

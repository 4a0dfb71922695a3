import { expect, test } from "vitest";
import { validate } from "../json-schema/validate.ts";
import { builtInChecks } from "./index.ts";
import { DEFAULT_PARAMETERS, EXAMPLE_PARAMETERS, PARAMETER_SCHEMAS } from "./parameters.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  properties: PARAMETER_SCHEMAS,
} as const;

test("the defaults and the values of the examples are what a configuration may say", () => {
  expect(validate(DEFAULT_PARAMETERS, schema, {})).toEqual([]);
  expect(validate(EXAMPLE_PARAMETERS, schema, {})).toEqual([]);
});

test.each(Object.keys(PARAMETER_SCHEMAS))("a check says what %s is for", (name) => {
  const naming = builtInChecks().filter(({ description, remediation }) =>
    `${description} ${remediation}`.includes(`\`${name}\``),
  );
  expect(naming).not.toEqual([]);
});

test("a parameter that is not configured has its default", () => {
  expect(builtInChecks({})).toHaveLength(builtInChecks(EXAMPLE_PARAMETERS).length);
  expect(DEFAULT_PARAMETERS).toMatchObject({
    tenantLabel: "tenant",
    guaranteedResources: ["memory"],
  });
});

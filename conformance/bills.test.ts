/** Bills of materials against the schemas of CycloneDX (OWASP's own library has them) and SPDX. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cyclonedx, spdx } from "@watertight/reports/bom";
import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { expect, test } from "vitest";
import { HOSTILE_BILL } from "../packages/reports/testing/bill.ts";

const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;

function problemsInCyclonedx(text: string): readonly unknown[] {
  const folder = createRequire(import.meta.url)
    .resolve("@cyclonedx/cyclonedx-library/package.json")
    .replace("package.json", "res/schema/");
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema(
      read(`${folder}${name}.SNAPSHOT.schema.json`),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  ajv.validate(read(`${folder}bom-1.6.SNAPSHOT.schema.json`), JSON.parse(text));
  return ajv.errors ?? [];
}

function problemsInSpdx(text: string): readonly unknown[] {
  const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true });
  ajv.validate(
    read(new URL("../packages/reports/testing/spdx-2.3.schema.json", import.meta.url).pathname),
    JSON.parse(text),
  );
  return ajv.errors ?? [];
}

test("a bill as CycloneDX is what the schema of 1.6 describes, and a wrong one is not", () => {
  const text = cyclonedx(HOSTILE_BILL);
  expect(problemsInCyclonedx(text)).toEqual([]);
  expect(problemsInCyclonedx(text.replace('"library"', '"librarry"'))).not.toEqual([]);
});

test("a bill as SPDX is what the schema of 2.3 describes, and a wrong one is not", () => {
  const text = spdx(HOSTILE_BILL);
  expect(problemsInSpdx(text)).toEqual([]);
  expect(problemsInSpdx(text.replaceAll('"SPDXID"', '"SPDXid"'))).not.toEqual([]);
});

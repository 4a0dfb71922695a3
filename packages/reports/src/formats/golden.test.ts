import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reportOf } from "../../testing/example-report.ts";
import { FORMATS } from "../vocabulary.ts";

const folder = new URL("golden/", import.meta.url);
const names = [...FORMATS.keys()];

async function hostileReportAs(name: string): Promise<string> {
  const format = await FORMATS.get(name)?.();
  return format === undefined ? "" : reportOf(format.createReporter);
}

test.each(names)("a hostile report as %s", async (name) => {
  await expect(await hostileReportAs(name)).toMatchFileSnapshot(
    fileURLToPath(new URL(`${name}.golden`, folder)),
  );
});

test("each format has a file and a golden file, and each file is of a format", () => {
  const files = readdirSync(new URL(".", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map(({ name }) => name);
  expect(files.sort()).toEqual(names.map((name) => `${name}.ts`).sort());
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.golden`).sort());
});

test.each(names)("%s lets nothing through that a terminal obeys", async (name) => {
  expect(await hostileReportAs(name)).not.toMatch(
    /[\0-\x09\x0b-\x1f\x7f-\x9f\p{Surrogate}\u202e]/u,
  );
});

test.each(names)("no line of %s begins with a command that the input brought", async (name) => {
  expect(await hostileReportAs(name)).not.toMatch(/^\s*::error::/m);
});

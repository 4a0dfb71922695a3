import { expect, test } from "vitest";
import { watertight } from "../testing/watertight.ts";
import type { Command } from "./command.ts";
import { GLOBAL_OPTIONS } from "./options.ts";
import { COMMANDS } from "./registry.ts";
import { triedOption, triedValue, triedVerb } from "./tried-options.ts";

function optionsOf({ options, subcommands = [] }: Command): string[] {
  return [...options.map(({ name }) => name), ...subcommands.flatMap(optionsOf)];
}

const everyOption = new Set([
  ...GLOBAL_OPTIONS.map(({ name }) => name),
  ...COMMANDS.flatMap(optionsOf),
]);

test("an option of another program leads to the option that the verb has", () => {
  const scan = new Set(["output", "severity", "fail-on", "check", "kube-version"]);
  expect(triedOption("format", scan)).toBe("-o FORMAT");
  expect(triedOption("Min-Severity", scan)).toBe("--severity LEVEL");
  expect(triedOption("kubernetes-version", scan)).toBe("--kube-version VERSION");
  expect(triedOption("kubernetes-version", new Set(["output"]))).toBeUndefined();
  expect(triedOption("nothing-of-the-kind", scan)).toBeUndefined();
});

test("a value of another program leads to one of the choices", () => {
  expect(triedValue("compact", ["pretty", "oneline"])).toBe("oneline");
  expect(triedValue("compact", ["pretty"])).toBeUndefined();
  expect(triedValue("table", ["text", "json"])).toBe("text");
});

test("no hint is given for an option or a verb that is there", async () => {
  const { stdout } = await watertight(["help"]);
  for (const { name } of COMMANDS) expect(triedVerb(name)).toBeUndefined();
  expect(triedVerb("lint")).toBe("scan");
  expect(stdout).toContain("scan");
  expect(everyOption.has("format")).toBe(false);
});

test.each([
  [["scan", "--format", "json", "."], 'There is no option "--format"; did you mean -o FORMAT?'],
  [
    ["scan", "--output-file", "x", "."],
    'There is no option "--output-file"; did you mean -o FORMAT=FILE?',
  ],
  [
    ["scan", "--kubernetes-version", "1.34", "."],
    'There is no option "--kubernetes-version"; did you mean --kube-version VERSION?',
  ],
  [["lint", "deploy/"], 'There is no verb "lint"; did you mean "watertight scan"?'],
  [["deploy/"], 'There is no verb "deploy/"; to scan it: watertight scan deploy/'],
  [["pod.yaml"], 'There is no verb "pod.yaml"; to scan it: watertight scan pod.yaml'],
])("%j says what was meant", async (argv, message) => {
  await expect(watertight(argv)).rejects.toMatchObject({ message });
});

import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Command } from "./command.ts";
import { GLOBAL_OPTIONS } from "./options.ts";
import { COMMANDS } from "./registry.ts";

const folder = new URL("commands/", import.meta.url);

function everyCommand(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => [command, ...everyCommand(command.subcommands ?? [])]);
}

test("the registry has the verbs that have a file in commands/", () => {
  expect(existsSync(folder)).toBe(true);
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const names = COMMANDS.map(({ name }) => `${name}.ts`);
  expect(names.toSorted()).toEqual(files.toSorted());
});

test("the same option is of the same kind in every verb, save --version", () => {
  const kinds = new Map<string, string>();
  const options = [...GLOBAL_OPTIONS, ...everyCommand(COMMANDS).flatMap(({ options }) => options)];
  for (const { name, kind, short } of options.filter(({ name }) => name !== "version")) {
    const takes = kind === "flag" ? "nothing" : "a value";
    const meaning = `${takes}, -${short ?? ""}`;
    expect(`${name}: ${kinds.get(name) ?? meaning}`).toBe(`${name}: ${meaning}`);
    kinds.set(name, meaning);
  }
});

test("every verb but help has either work or subverbs, and examples that name it", () => {
  for (const { name, run, subcommands, examples } of everyCommand(COMMANDS)) {
    const kind = [run && "run", subcommands && "subcommands"].filter(Boolean);
    expect([name, kind.length]).toEqual([name, name === "help" ? 0 : 1]);
    expect([name, examples.length > 0]).toEqual([name, true]);
    for (const { command } of examples) expect(command).toContain(name);
  }
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Command } from "./command.ts";
import { GLOBAL_OPTIONS } from "./options.ts";
import { COMMANDS } from "./registry.ts";

const folder = new URL("commands/", import.meta.url);

function everyCommand(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => [command, ...everyCommand(command.subcommands ?? [])]);
}

/** `scan`, `access`, `access/can-i` … */
function pathsOf(commands: readonly Command[], parent = ""): string[] {
  return commands.flatMap(({ name, subcommands = [] }) => [
    parent + name,
    ...pathsOf(subcommands, `${parent}${name}/`),
  ]);
}

/** Folders in a folder, with those below them. */
function foldersIn(parent: string): string[] {
  return readdirSync(new URL(parent, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "golden")
    .flatMap(({ name }) => [parent + name, ...foldersIn(`${parent}${name}/`)]);
}

test("every folder in commands/ is a verb or subverb of the registry, and the other way round", () => {
  expect(foldersIn("").toSorted()).toEqual(pathsOf(COMMANDS).toSorted());
});

test("a verb's folder holds its declaration, and its work where it has any", () => {
  const paths = pathsOf(COMMANDS);
  const files = everyCommand(COMMANDS).flatMap(({ run }, index) =>
    ["declaration.ts", ...(run ? ["run.ts"] : [])].map((file) => `${paths[index] ?? ""}/${file}`),
  );
  expect(files.filter((file) => !existsSync(new URL(file, folder)))).toEqual([]);
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
    const kind = [run ?? subcommands].filter(Boolean);
    expect([name, kind.length]).toEqual([name, name === "help" ? 0 : 1]);
    expect([name, examples.length > 0]).toEqual([name, true]);
    for (const { command } of examples) expect(command).toContain(name);
  }
});

test("README tells of every verb, and docs/interfaces.md of every JSON document", () => {
  const textOf = (file: string): string =>
    readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  const readme = textOf("README.md");
  const verbs = COMMANDS.map(({ name }) => name).filter((name) => name !== "help");
  expect(verbs.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  const interfaces = textOf("docs/interfaces.md");
  const documents = pathsOf(COMMANDS).filter((path) =>
    existsSync(new URL(`${path}/json.ts`, folder)),
  );
  const untold = documents.filter((path) => !interfaces.includes(`\`${path.replaceAll("/", " ")}`));
  expect(untold).toEqual([]);
});

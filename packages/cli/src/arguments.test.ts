import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";

const command: Pick<Command, "options" | "operands"> = {
  operands: { placeholder: "PATH", minimum: 1 },
  options: [
    {
      name: "output",
      short: "o",
      kind: "values",
      choices: ["pretty", "sarif"],
      suffix: "[=FILE]",
      description: "",
    },
    { name: "quiet", short: "q", kind: "flag", description: "" },
    { name: "jobs", kind: "value", placeholder: "N", minimum: 1, description: "" },
    { name: "check", kind: "values", commaSeparated: true, description: "" },
  ],
};
const parse = (...argv: string[]) => parseArguments(argv, command, "scan");

test("options may stand anywhere and in every spelling", () => {
  const args = parse("a", "-qo", "pretty", "--jobs=2", "-", "-osarif=out=1.sarif");
  expect(args.operands).toEqual(["a", "-"]);
  expect(args.flag("quiet")).toBe(true);
  expect(args.values("output")).toEqual(["pretty", "sarif=out=1.sarif"]);
  expect(args.integer("jobs")).toBe(2);
});

test("what was not given is absent", () => {
  const args = parse("a");
  expect(args.flag("quiet")).toBe(false);
  expect(args.value("output")).toBeUndefined();
  expect(args.values("output")).toEqual([]);
  expect(args.integer("jobs")).toBeUndefined();
});

test("after -- everything is an operand", () => {
  expect(parse("--", "--quiet", "-").operands).toEqual(["--quiet", "-"]);
});

test("the last value of a single option counts, and lists are split at commas", () => {
  const args = parse("a", "--jobs", "2", "--jobs", "3", "--check", "a,b", "--check=c");
  expect(args.value("jobs")).toBe("3");
  expect(args.values("check")).toEqual(["a", "b", "c"]);
});

test.each([
  [["a", "--outptu", "x"], 'There is no option "--outptu"; did you mean "--output"?'],
  [["a", "-x"], 'There is no option "-x".'],
  [["a", "--__proto__"], 'There is no option "--__proto__".'],
  [["a", "--quiet=yes"], 'The option "--quiet" takes no value, but "yes" was given.'],
  [["a", "--jobs"], 'The option "--jobs" needs a value: --jobs N.'],
  [
    ["a", "--jobs", "--quiet"],
    'The option "--jobs" needs a value, but "--quiet" follows; a value that begins with a dash is written --jobs=--quiet.',
  ],
  [["a", "--jobs", "two"], 'The option "--jobs" takes a whole number of at least 1, not "two".'],
  [
    ["a", "-o", "prety"],
    'The option "--output" takes one of pretty, sarif, not "prety"; did you mean "pretty"?',
  ],
  [["a", "--check", "a,"], 'The option "--check" has an empty value.'],
  [[], '"watertight scan" needs PATH.'],
])("%j is refused in one sentence", (argv, message) => {
  expect(() => parse(...argv)).toThrow(expect.objectContaining({ message, verb: "scan" }));
});

test("a verb without operands takes none, and choices bind operands too", () => {
  expect(() => parseArguments(["x"], { options: [] }, "checks")).toThrow(
    '"watertight checks" does not take "x".',
  );
  const operands = { placeholder: "SHELL", minimum: 1, maximum: 1, choices: ["bash", "fish"] };
  expect(() => parseArguments(["bsh"], { options: [], operands }, "completion")).toThrow(
    '"watertight completion" takes one of bash, fish, not "bsh"; did you mean "bash"?',
  );
});

test("reading an option that is not declared is a bug", () => {
  expect(() => parse("a").flag("color")).toThrow("The option --color is read but not declared.");
});

import { expect, test } from "vitest";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { invoke } from "./invoke.ts";

const echo: Command = {
  name: "echo",
  summary: "Print what was understood",
  usage: "echo [OPTIONS] WORD...",
  operands: { placeholder: "WORD", minimum: 0 },
  options: [{ name: "to", short: "t", kind: "value", placeholder: "WHOM", description: "Whom" }],
  examples: [{ command: "watertight echo a", description: "One word" }],
  run: () =>
    Promise.resolve({
      run: (args, { stdout }) => {
        stdout.write(`${args.operands.join(" ")} to ${args.value("to") ?? "nobody"}`);
        return Promise.resolve({ status: 3, because: "It was \u001b[2Ja test." });
      },
    }),
};
const group: Command = {
  name: "group",
  summary: "Hold others",
  usage: "group VERB",
  options: [],
  examples: [],
  subcommands: [{ ...echo, options: [{ name: "version", kind: "value", description: "V" }] }],
};
const help: Command = {
  name: "help",
  summary: "Show help",
  usage: "help [VERB]",
  operands: { placeholder: "VERB", minimum: 0, maximum: 2 },
  options: [],
  examples: [],
};

async function outcomeOf(
  ...argv: string[]
): Promise<{ status: number; text: string; said: string }> {
  let text = "";
  let said = "";
  const output = { isTerminal: false, columns: 80 };
  const context: Context = {
    stdout: { ...output, write: (more) => (text += more) },
    stderr: { ...output, write: (more) => (said += more) },
    stdin: () => {
      throw new Error("nothing reads standard input here");
    },
    interruption: () => new AbortController().signal,
    environment: {},
    workingDirectory: "/",
    version: "1.2.3",
    page: () => ({ script: "", style: "", engine: "" }),
    now: () => 0,
    today: () => "2026-07-01",
    statusSoFar: () => undefined,
  };
  const status = await invoke(argv, [echo, group, help], context);
  return { status, text, said };
}

/** Why another status than 0, without what a terminal obeys. */
const said = "Exit status 3: It was a test.\n";

test("options may stand before the verb, and the verb's status is the command's, with its reason", async () => {
  const outcome = { status: 3, text: "a b to me", said };
  await expect(outcomeOf("-t", "me", "--color", "never", "echo", "a", "b")).resolves.toEqual(
    outcome,
  );
  await expect(outcomeOf("echo", "a", "b", "--to=me")).resolves.toEqual(outcome);
});

test("a word after -- is never a verb or a wish for help", async () => {
  await expect(outcomeOf("echo", "--", "--help", "group")).resolves.toEqual({
    status: 3,
    text: "--help group to nobody",
    said,
  });
});

test("--version prints the version unless the verb has such an option", async () => {
  await expect(outcomeOf("--version")).resolves.toEqual({ status: 0, text: "1.2.3\n", said: "" });
  await expect(outcomeOf("-V")).resolves.toEqual({ status: 0, text: "1.2.3\n", said: "" });
  await expect(outcomeOf("echo", "--version")).resolves.toEqual({
    status: 0,
    text: "1.2.3\n",
    said: "",
  });
});

test("help is the same however it is asked for", async () => {
  const text = `Print what was understood.

Usage: watertight echo [OPTIONS] WORD...

Options:
  -t, --to WHOM     Whom
  -h, --help        Show this help
      --debug       Show the stack trace of an internal error
      --color WHEN  When to use colors; auto honors NO_COLOR, FORCE_COLOR and TERM=dumb (auto,
                    always, never; default: auto)

Examples:
  # One word
  watertight echo a
`;
  await expect(outcomeOf("help", "echo")).resolves.toEqual({ status: 0, text, said: "" });
  await expect(outcomeOf("echo", "--bogus", "-h")).resolves.toEqual({ status: 0, text, said: "" });
});

test("the general help lists the verbs", async () => {
  const { status, text } = await outcomeOf("--help");
  expect(status).toBe(0);
  expect(text).toContain(`Verbs:
  echo   Print what was understood
  group  Hold others
  help   Show help
`);
  await expect(outcomeOf("help")).resolves.toEqual({ status, text, said: "" });
  await expect(outcomeOf("help", "--help")).resolves.toEqual({ status, text, said: "" });
});

test.each([
  [[], "No verb was given; say what to do, as in: watertight scan PATH.", ""],
  [["ehco"], 'There is no verb "ehco"; did you mean "echo"?', ""],
  [["group"], '"watertight group" needs one of echo.', "group"],
  [["group", "ehco"], 'There is no verb "ehco" in "group"; did you mean "echo"?', "group"],
  [["help", "nothing"], 'There is no verb "nothing".', ""],
  [["help", "echo", "more"], 'There is no verb "more" in "echo".', "echo"],
  [["group", "echo", "--to", "x"], 'There is no option "--to".', "group echo"],
])("%j is wrong usage", async (argv, message, verb) => {
  await expect(outcomeOf(...argv)).rejects.toMatchObject({ name: "UsageError", message, verb });
});

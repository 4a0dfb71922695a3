import { Readable } from "node:stream";
import type { Snapshot } from "@watertight/core/snapshot";
import type { AskVerb } from "@watertight/server";
import type { Arguments, Command } from "../../command.ts";
import type { Context, Output } from "../../context.ts";
import { describeFailure } from "../../failure.ts";
import { invoke } from "../../invoke.ts";
import { configurationFor } from "../../reading.ts";

const NEVER = new AbortController().signal;

/** Asks verbs of the command about what a server knows, with the configuration that the server goes by. */
export async function verbAsker(
  args: Arguments,
  context: Context,
  commands: readonly Command[],
): Promise<AskVerb> {
  const { file } = await configurationFor(args, context);
  const configuration = file === undefined ? ["--no-config"] : ["--config", file];
  return async (snapshot, argv, stdin) => {
    const written = { stdout: "", stderr: "" };
    const output = (stream: keyof typeof written): Output => ({
      write: (text) => {
        written[stream] += text;
      },
      ...{ isTerminal: false, columns: 80 },
    });
    const [verb, rest] = verbIn(argv, commands);
    const isConfigured = verb?.options.some(({ name }) => name === "no-config") === true;
    const words = argv.slice(0, argv.length - rest.length);
    try {
      const status = await invoke(
        [...words, ...(isConfigured ? configuration : []), ...rest],
        commands,
        {
          ...context,
          ...{
            input: withoutUnassessed(snapshot),
            stdout: output("stdout"),
            stderr: output("stderr"),
          },
          stdin: () => Readable.from([Buffer.from(stdin)]),
          interruption: () => NEVER,
          statusSoFar: () => undefined,
        },
      );
      return { status, ...written };
    } catch (error) {
      const { status, text } = describeFailure(error, { debug: false });
      return { status, stdout: "", stderr: text };
    }
  };
}

/** What checks cannot tell is no gap for those who ask something else. */
function withoutUnassessed(snapshot: Snapshot): Snapshot {
  const { coverage } = snapshot;
  const notExamined = coverage.notExamined.filter(({ kind }) => kind !== "not-assessable");
  return { ...snapshot, coverage: { ...coverage, notExamined } };
}

/** The verb that words name, and what stands after them. */
function verbIn(
  argv: readonly string[],
  commands: readonly Command[],
): readonly [verb: Command | undefined, rest: readonly string[]] {
  let verb: Command | undefined;
  let candidates = commands;
  for (const [at, word] of argv.entries()) {
    const next = candidates.find(({ name }) => name === word);
    if (!next) return [verb, argv.slice(at)];
    verb = next;
    candidates = next.subcommands ?? [];
  }
  return [verb, []];
}

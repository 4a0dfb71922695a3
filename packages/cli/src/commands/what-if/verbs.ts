import type { Command } from "../../command.ts";
import { UsageError } from "../../usage-error.ts";

/** Verbs that read objects and cannot be asked so, with the reason. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ["fix", "it changes files, and what was changed for the question stands in none of them"],
  ["baseline write", "a baseline is of what is there"],
  ["baseline check", "a baseline is of what is there"],
  ["baseline prune", "a baseline is of what is there"],
  ["exceptions import", "it reads no cluster"],
  ["diff", "it compares two inputs; give both as files"],
  ["network diff", "it compares two inputs; give both as files"],
  ["access diff", "it compares two inputs; give both as files"],
  ["upgrade verify", "it compares two inputs; give both as files"],
  ["versions drift", "it compares files with a cluster as it is"],
]);

/** The verb that a command line names; throws `UsageError` where its answers do not rest on objects that can be changed. */
export function demandChangeable(words: readonly string[], commands: readonly Command[]): string {
  const { command, verb } = verbIn(words, commands);
  if (!command) return verb;
  const because = REFUSED.get(verb);
  if (because !== undefined)
    throw new UsageError(`"${verb}" cannot be asked what would be: ${because}.`, {
      verb: "what-if",
    });
  if (words.includes("--watch"))
    throw new UsageError("--watch follows a cluster as it is; ask without it.", {
      verb: "what-if",
    });
  if (!command.options.some(({ name }) => name === "whole-cluster"))
    throw new UsageError(`"${verb}" reads no objects that could be changed.`, { verb: "what-if" });
  return verb;
}

/** A verb has to stand first here: its own options belong behind it. */
function verbIn(
  words: readonly string[],
  commands: readonly Command[],
): { readonly command: Command | undefined; readonly verb: string } {
  let candidates = commands;
  let command: Command | undefined;
  const names: string[] = [];
  for (const word of words) {
    const found = candidates.find(({ name }) => name === word);
    if (!found) break;
    command = found;
    names.push(word);
    candidates = found.subcommands ?? [];
  }
  const [first = ""] = words;
  if (!command && first.startsWith("-"))
    throw new UsageError("Name the verb first, with its options behind it: -- scan PATH.", {
      verb: "what-if",
    });
  return { command, verb: names.join(" ") || first };
}

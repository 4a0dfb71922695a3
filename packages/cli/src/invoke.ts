import { didYouMean } from "@watertight/core/vocabulary";
import { parseArguments, tokensOf } from "./arguments.ts";
import type { Command, OptionDeclaration } from "./command.ts";
import type { Context } from "./context.ts";
import type { Ending } from "./ending.ts";
import { EXIT_STATUS, type ExitStatus } from "./exit-status.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { GLOBAL_OPTIONS } from "./options.ts";
import { triedVerb } from "./tried-options.ts";
import { UsageError } from "./usage-error.ts";

interface Selection {
  /** Undefined when the command line names no verb. */
  readonly command: Command | undefined;
  /** Its full name: `pod-security admit`. */
  readonly verb: string;
  /** The command line without the verb. */
  readonly rest: readonly string[];
  readonly wantsHelp: boolean;
  readonly wantsVersion: boolean;
}

/** Does what a command line says and gives the exit status; throws `UsageError` where it says nothing sensible. */
export async function invoke(
  argv: readonly string[],
  commands: readonly Command[],
  context: Context,
): Promise<ExitStatus> {
  const { command, verb, rest, wantsHelp, wantsVersion } = select(argv, commands);
  if (wantsHelp) return showHelp(verb === "help" ? undefined : command, commands, context);
  if (wantsVersion) {
    context.stdout.write(`${context.version}\n`);
    return EXIT_STATUS.clean;
  }
  if (command === undefined) {
    throw new UsageError("No verb was given; say what to do, as in: watertight scan PATH.", {
      verb: "",
    });
  }
  const args = parseArguments(rest, withGlobalOptions(command), verb);
  if (command.name === "help") {
    return showHelp(commandNamed(args.operands, commands, ""), commands, context);
  }
  if (command.run === undefined) {
    const names = (command.subcommands ?? []).map(({ name }) => name).join(", ");
    throw new UsageError(`"watertight ${verb}" needs one of ${names}.`, { verb });
  }
  const { run } = await command.run();
  const ending = await run(args, context);
  await explainStatus(ending, declares(command, "quiet") && args.flag("quiet"), context);
  return ending.status;
}

/** With --quiet an answer speaks for itself; that something is missing does not. */
async function explainStatus(ending: Ending, quiet: boolean, { stderr }: Context): Promise<void> {
  if (!("because" in ending) || (quiet && ending.status === EXIT_STATUS.findings)) return;
  const { sanitize } = await import("@watertight/reports/text");
  stderr.write(`Exit status ${ending.status}: ${sanitize(ending.because)}\n`);
}

/** Options may stand before the verb: the first word that is neither an option nor an option's value is the verb. */
function select(argv: readonly string[], commands: readonly Command[]): Selection {
  const tokens = tokensOf(argv, everyOption(commands));
  const end = tokens.find(({ kind }) => kind === "option-terminator")?.index ?? argv.length;
  const words = tokens.filter(({ kind, index }) => kind === "positional" && index < end);
  const flags = new Set(tokens.map((token) => (token.kind === "option" ? token.name : "")));
  const names: string[] = [];
  let command: Command | undefined;
  let candidates = commands;
  const taken = new Set<number>();
  for (const { index } of words) {
    if (candidates.length === 0) break;
    const name = argv[index] ?? "";
    if (isOwnWord(command, name)) break;
    command = commandNamed([name], candidates, names.join(" "));
    names.push(name);
    taken.add(index);
    candidates = command?.subcommands ?? [];
  }
  return {
    command,
    verb: names.join(" "),
    rest: argv.filter((_, index) => !taken.has(index)),
    wantsHelp: flags.has("help"),
    wantsVersion: flags.has("version") && !declares(command, "version"),
  };
}

/** What runs by itself takes words that name no subverb as its own. */
function isOwnWord(command: Command | undefined, word: string): boolean {
  const names = (command?.subcommands ?? []).map(({ name }) => name);
  return command?.run !== undefined && !names.includes(word);
}

function declares(command: Command | undefined, option: string): boolean {
  return command?.options.some(({ name }) => name === option) ?? false;
}

/** The same name means the same kind of option in every verb, which a test holds. */
function everyOption(commands: readonly Command[]): OptionDeclaration[] {
  const options = new Map<string, OptionDeclaration>();
  const visit = (command: Command): void => {
    for (const option of command.options) options.set(option.name, option);
    command.subcommands?.forEach(visit);
  };
  commands.forEach(visit);
  for (const option of GLOBAL_OPTIONS) {
    options.set(option.name, { ...option, ...options.get(option.name) });
  }
  return [...options.values()];
}

/** The command with these options and those of every verb; its own come first. */
function withGlobalOptions(command: Command): Command {
  const global = GLOBAL_OPTIONS.filter(({ name }) => !declares(command, name));
  return { ...command, options: [...command.options, ...global] };
}

/** Follows names through the subcommands; undefined when there are no names. */
function commandNamed(
  names: readonly string[],
  commands: readonly Command[],
  parent: string,
): Command | undefined {
  let command: Command | undefined;
  let candidates = commands;
  let path = parent;
  for (const name of names) {
    command = candidates.find((candidate) => candidate.name === name);
    if (command === undefined) {
      const known = candidates.map((candidate) => candidate.name);
      const place = path === "" ? "" : ` in "${path}"`;
      const guess = (path === "" ? meantVerb(name) : undefined) ?? didYouMean(name, known);
      throw new UsageError(`There is no verb "${name}"${place}${guess}`, { verb: path });
    }
    candidates = command.subcommands ?? [];
    path = path === "" ? name : `${path} ${name}`;
  }
  return command;
}

/** Where the first word is what other programs call a verb of ours, or what is to be scanned. */
function meantVerb(word: string): string | undefined {
  const verb = triedVerb(word);
  if (verb !== undefined) return `; did you mean "watertight ${verb}"?`;
  const isPath = /[/\\]|^[.]|[.](?:ya?ml|json)$/i.test(word);
  return isPath ? `; to scan it: watertight scan ${word}` : undefined;
}

function showHelp(
  command: Command | undefined,
  commands: readonly Command[],
  { stdout, version }: Context,
): ExitStatus {
  stdout.write(command === undefined ? generalHelp(commands, version) : commandHelp(command));
  return EXIT_STATUS.clean;
}

import type { Context } from "./context.ts";
import type { Ending } from "./ending.ts";

/** What the shell offers for a value. */
export type Completes = "file" | "check-id";

/** An option of a verb, as the parser, the help and the shell completion read it. */
export interface OptionDeclaration {
  /** Without the dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** `values`: may be given several times. */
  readonly kind: "flag" | "value" | "values";
  /** The option that it is another name of: what is given is read as that one's. */
  readonly sameAs?: string;
  /** The same where a cluster is read. */
  readonly sameInCluster?: string;
  /** The value's name in the help: `FILE`. */
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  /** More of them, which the help does not list. */
  readonly furtherChoices?: readonly string[];
  /** Of a flag: what may follow it after `=`. */
  readonly optionalValue?: string;
  /** What may follow a choice, as the help shows it: `[=FILE]`. */
  readonly suffix?: "[=FILE]";
  /** One value may hold several, separated by commas. */
  readonly commaSeparated?: boolean;
  /** The value is a whole number, at least this. */
  readonly minimum?: number;
  readonly completes?: Completes;
  /** Only for the help: whoever reads the option applies it, because the configuration stands between. */
  readonly default?: string;
  readonly description: string;
}

/** What a verb takes besides options. */
export interface Operands {
  readonly placeholder: string;
  readonly minimum: number;
  /** Absent: any number. */
  readonly maximum?: number;
  readonly choices?: readonly string[];
  readonly completes?: Completes;
  /** `apart`: what `--filename` gives is no operand, for operands are words. Else it is one more, after the others. */
  readonly filenames?: "apart";
}

interface CommandExample {
  readonly command: string;
  readonly description: string;
}

/** What was given on the command line for one verb. Asking for an option that the verb does not declare is a bug and throws. */
export interface Arguments {
  readonly operands: readonly string[];
  /** What the verb does not read of a cluster, as it declares. */
  readonly readsNot: readonly string[];
  readonly flag: (name: string) => boolean;
  /** The last one given; undefined when none was, whatever the declared default. */
  readonly value: (name: string) => string | undefined;
  /** All that were given, in order. */
  readonly values: (name: string) => readonly string[];
  /** For options with a `minimum`. */
  readonly integer: (name: string) => number | undefined;
}

/** What a verb does; the status is the process's. It throws `UsageError` for wrong usage, `Error` for the rest. */
export type Run = (args: Arguments, context: Context) => Promise<Ending>;

/** One verb. Its file is loaded at every start, so it holds this declaration only; the work is behind `run`. */
export interface Command {
  readonly name: string;
  /** A line in the list of verbs: begins with a verb, no full stop. */
  readonly summary: string;
  /** The command line's shape, after `watertight`. */
  readonly usage: string;
  readonly options: readonly OptionDeclaration[];
  readonly operands?: Operands;
  readonly examples: readonly CommandExample[];
  /** Resources as `GROUP/PLURAL` that its answers do not rest on, so that they are not read of a cluster; of a verb with subverbs each says so. */
  readonly readsNot?: readonly string[];
  /** A command has these or `run`; where it has both, its first word is one of these or its own. */
  readonly subcommands?: readonly Command[];
  readonly run?: () => Promise<{ readonly run: Run }>;
}

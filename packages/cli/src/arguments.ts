import { parseArgs } from "node:util";
import { didYouMean } from "@watertight/core/vocabulary";
import type { Arguments, Command, Operands, OptionDeclaration } from "./command.ts";
import { clusterPath, isClusterPath } from "./live/cluster-path.ts";
import { triedOption, triedValue } from "./tried-options.ts";
import { UsageError } from "./usage-error.ts";

type Token = NonNullable<ReturnType<typeof tokensOf>>[number];
type OptionToken = Extract<Token, { kind: "option" }>;

/** Splits a command line by these declarations, never failing: unknown options are tokens like the others. */
export function tokensOf(
  argv: readonly string[],
  declarations: readonly OptionDeclaration[],
): NonNullable<ReturnType<typeof parseArgs<{ tokens: true; strict: false }>>["tokens"]> {
  const options = Object.fromEntries(
    declarations.map(({ name, short, kind }) => [
      name,
      { type: kind === "flag" ? "boolean" : "string", ...(short === undefined ? {} : { short }) },
    ]),
  ) as Record<string, { type: "boolean" | "string"; short?: string }>;
  const args = [...argv];
  return parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** Reads the command line of a verb (without the verb). `verb` is its full name, for the hint. */
export function parseArguments(
  argv: readonly string[],
  command: Pick<Command, "options" | "operands" | "readsNot">,
  verb: string,
): Arguments {
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  const tokens = tokensOf(argv, command.options);
  const readsCluster = tokens.some(namesCluster);
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const declaration = declarationOf(token, command.options, verb);
    const name = meantBy(declaration, readsCluster);
    const values = valuesOf(token, declaration, verb);
    // By its own name too: whoever asks how it was said can know.
    for (const each of new Set([name, declaration.name])) {
      given.set(each, [...(given.get(each) ?? []), ...values]);
    }
  }
  const filenames = filenamesOf(given);
  given.set("filename", filenames);
  if (command.operands?.filenames !== "apart") operands.push(...filenames);
  checkOperands(operands, operandsBeside(given, command.operands), verb);
  return argumentsOf(operands, given, command);
}

/** Descriptions of a cloud are an input of their own, without any PATH beside them. */
function operandsBeside(
  given: ReadonlyMap<string, readonly string[]>,
  operands: Operands | undefined,
): Operands | undefined {
  return operands?.placeholder === "PATH" && given.has("cloud")
    ? { ...operands, minimum: 0 }
    : operands;
}

function namesCluster(token: Token): boolean {
  if (token.kind === "positional") return isClusterPath(token.value);
  return token.kind === "option" && token.name === "cluster";
}

/** What `--filename` gives, and the cluster, which is one more. */
function filenamesOf(given: ReadonlyMap<string, readonly string[]>): string[] {
  const filenames = given.get("filename") ?? [];
  if (!given.has("cluster")) return [...filenames];
  return [...filenames, clusterPath(given.get("context")?.at(-1))];
}

function meantBy(
  { name, sameAs, sameInCluster }: OptionDeclaration,
  readsCluster: boolean,
): string {
  return (readsCluster ? sameInCluster : undefined) ?? sameAs ?? name;
}

function argumentsOf(
  operands: readonly string[],
  given: ReadonlyMap<string, readonly string[]>,
  { options, readsNot = [] }: Pick<Command, "options" | "readsNot">,
): Arguments {
  const names = new Set(options.map(({ name }) => name));
  const values = (name: string): readonly string[] => {
    if (!names.has(name)) throw new Error(`The option --${name} is read but not declared.`);
    return given.get(name) ?? [];
  };
  return {
    operands,
    readsNot,
    values,
    flag: (name) => values(name).length > 0,
    value: (name) => values(name).at(-1),
    integer: (name) => {
      const value = values(name).at(-1);
      return value === undefined ? undefined : Number(value);
    },
  };
}

function declarationOf(
  token: OptionToken,
  declarations: readonly OptionDeclaration[],
  verb: string,
): OptionDeclaration {
  const declaration = declarations.find(({ name }) => name === token.name);
  if (declaration !== undefined) return declaration;
  throw new UsageError(`There is no option "${token.rawName}"${guessOf(token, declarations)}`, {
    verb,
  });
}

/** What was meant: the option of another program before a mistyped one of ours. */
function guessOf({ name, rawName }: OptionToken, declarations: readonly OptionDeclaration[]) {
  if (!rawName.startsWith("--")) return ".";
  const tried = triedOption(name, new Set(declarations.map((each) => each.name)));
  if (tried !== undefined) return `; did you mean ${tried}?`;
  return didYouMean(
    rawName,
    declarations.map((each) => `--${each.name}`),
  );
}

function valuesOf(token: OptionToken, declaration: OptionDeclaration, verb: string): string[] {
  const { rawName, value } = token;
  if (declaration.kind === "flag") return [flagValue(token, declaration, verb)];
  const placeholder = declaration.placeholder ?? "VALUE";
  if (value === undefined) {
    throw new UsageError(`The option "${rawName}" needs a value: ${rawName} ${placeholder}.`, {
      verb,
    });
  }
  if (!token.inlineValue && value.startsWith("-") && value !== "-") {
    throw new UsageError(
      `The option "${rawName}" needs a value, but "${value}" follows; a value that begins with a dash is written --${declaration.name}=${value}.`,
      { verb },
    );
  }
  const values = declaration.commaSeparated === true ? value.split(",") : [value];
  for (const each of values) checkValue(each, declaration, verb);
  return values;
}

/** "" where nothing follows. */
function flagValue(
  { rawName, value }: OptionToken,
  { optionalValue }: OptionDeclaration,
  verb: string,
): string {
  if (value === undefined || optionalValue !== undefined) return value ?? "";
  throw new UsageError(`The option "${rawName}" takes no value, but "${value}" was given.`, {
    verb,
  });
}

function checkValue(value: string, declaration: OptionDeclaration, verb: string): void {
  const { name, choices, furtherChoices = [], suffix, minimum } = declaration;
  const choice = suffix === undefined ? value : (value.split("=", 1)[0] ?? value);
  if (choices !== undefined && !furtherChoices.includes(choice)) {
    requireChoice(choice, choices, `The option "--${name}"`, verb);
  }
  if (value === "") {
    throw new UsageError(`The option "--${name}" has an empty value.`, { verb });
  }
  if (minimum !== undefined && !(/^\d{1,9}$/.test(value) && Number(value) >= minimum)) {
    throw new UsageError(
      `The option "--${name}" takes a whole number of at least ${minimum}, not "${value}".`,
      { verb },
    );
  }
}

function requireChoice(
  value: string,
  choices: readonly string[],
  subject: string,
  verb: string,
): void {
  if (choices.includes(value)) return;
  const known = choices.join(", ");
  const tried = triedValue(value, choices);
  const guess = tried === undefined ? didYouMean(value, choices) : `; did you mean "${tried}"?`;
  throw new UsageError(`${subject} takes one of ${known}, not "${value}"${guess}`, { verb });
}

function checkOperands(given: readonly string[], operands: Operands | undefined, verb: string) {
  const { minimum, maximum, placeholder, choices } = operands ?? {
    minimum: 0,
    maximum: 0,
    placeholder: "",
    choices: undefined,
  };
  if (given.length < minimum) {
    throw new UsageError(`"watertight ${verb}" needs ${placeholder}.`, { verb });
  }
  const extra = maximum === undefined ? undefined : given[maximum];
  if (extra !== undefined) {
    throw new UsageError(`"watertight ${verb}" does not take "${extra}".`, { verb });
  }
  if (choices === undefined) return;
  for (const value of given) requireChoice(value, choices, `"watertight ${verb}"`, verb);
}

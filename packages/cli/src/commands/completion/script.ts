import type { Command, Completes, OptionDeclaration } from "../../command.ts";
import { GLOBAL_OPTIONS } from "../../options.ts";

/** A verb or subverb with everything that may follow it. */
interface Place {
  /** `pod-security admit`; empty for the command itself. */
  readonly path: string;
  readonly verbs: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly OptionDeclaration[];
  /** Words that the operands may be; undefined where files are offered. */
  readonly operands: readonly string[] | undefined;
}

/** The completion script of `bash`, `zsh` or `fish`; any other shell gets an empty one. */
export function completionScript(
  shell: string,
  commands: readonly Command[],
  checkIds: readonly string[],
): string {
  const verbs = commands.map(({ name, summary }) => ({ name, summary }));
  const root: Place = { path: "", verbs, options: GLOBAL_OPTIONS, operands: [] };
  const places = [
    root,
    ...commands.flatMap((command) => placesOf(command, "", commands, checkIds)),
  ];
  const offered = (option: OptionDeclaration): readonly string[] =>
    option.choices
      ? [...option.choices, ...(option.furtherChoices ?? [])]
      : wordsOf(option.completes, checkIds);
  if (shell === "bash") return bashScript(places, offered);
  if (shell === "zsh") return zshScript(places, offered);
  return shell === "fish" ? fishScript(places, offered) : "";
}

type Offered = (option: OptionDeclaration) => readonly string[];

function placesOf(
  command: Command,
  parent: string,
  commands: readonly Command[],
  checkIds: readonly string[],
): Place[] {
  const path = parent === "" ? command.name : `${parent} ${command.name}`;
  const own = new Set(command.options.map(({ name }) => name));
  const global = GLOBAL_OPTIONS.filter(({ name }) => name !== "version" && !own.has(name));
  const subcommands = command.subcommands ?? [];
  const verbs = command.name === "help" ? commands : subcommands;
  const { choices, completes } = command.operands ?? {};
  return [
    {
      path,
      verbs: verbs.map(({ name, summary }) => ({ name, summary })),
      options: [...command.options, ...global],
      operands: completes === "file" ? undefined : (choices ?? wordsOf(completes, checkIds)),
    },
    ...subcommands.flatMap((each) => placesOf(each, path, commands, checkIds)),
  ];
}

function wordsOf(completes: Completes | undefined, checkIds: readonly string[]): readonly string[] {
  return completes === "check-id" ? checkIds : [];
}

function flagsOf({ name, short }: OptionDeclaration): string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}

function takesValue({ kind }: OptionDeclaration): boolean {
  return kind !== "flag";
}

/** Names that begin a place: the paths of all verbs, which the scripts look the words up in. */
function pathsOf(places: readonly Place[]): string[] {
  return places.map(({ path }) => path).filter((path) => path !== "");
}

function bashScript(places: readonly Place[], offered: Offered): string {
  // Many verbs offer the same words, and those of checks are long.
  const byWords = new Map<string, string[]>();
  for (const { path, options } of places) {
    for (const option of options.filter(takesValue)) {
      const words = bashWords(offered(option));
      const known = byWords.get(words) ?? [];
      byWords.set(words, known);
      known.push(...flagsOf(option).map((flag) => `"${path}:${flag}"`));
    }
  }
  const values = [...byWords].map(
    ([words, patterns]) => `    ${patterns.join("|")}) words=${words} ;;`,
  );
  const valued = places.flatMap(({ path, options }) =>
    options
      .filter(takesValue)
      .flatMap((option) => flagsOf(option).map((flag) => `"${path}:${flag}"`)),
  );
  const rest = places.flatMap(({ path, verbs, options, operands }) => [
    `    "${path}:-"*) words=${bashWords(options.flatMap(flagsOf))} ;;`,
    `    "${path}:"*) words=${bashWords([...verbs.map(({ name }) => name), ...(operands ?? [])])} ;;`,
  ]);
  const paths = pathsOf(places).map((path) => `"${path}"`);
  return `# bash completion of watertight; generated, see "watertight help completion"
_watertight() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local path="" words="" skip="" each i
  # "--option=value" arrives as three words.
  if [[ "$word" == "=" ]]; then word=""
  elif [[ "$before" == "=" ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    each="\${COMP_WORDS[i]}"
    if [[ -n "$skip" ]]; then
      if [[ "$each" != "=" ]]; then skip=""; fi
      continue
    fi
    case "$path:$each" in
    ${valued.join("|")}) skip=yes; continue ;;
    esac
    case "\${path:+$path }$each" in
    ${paths.join("|")}) path="\${path:+$path }$each" ;;
    esac
  done
  case "$path:$before" in
${values.join("\n")}
    *)
    case "$path:$word" in
${rest.join("\n")}
    esac ;;
  esac
  COMPREPLY=()
  # Nothing to offer leaves the field to file names.
  if [[ -n "$words" ]]; then COMPREPLY=($(compgen -W "$words" -- "$word")); fi
}
complete -o bashdefault -o default -F _watertight watertight
`;
}

function bashWords(words: readonly string[]): string {
  return `"${words.join(" ")}"`;
}

function zshScript(places: readonly Place[], offered: Offered): string {
  const cases = places.map(({ path, verbs, options, operands }) => {
    const described = verbs.map(({ name, summary }) => quote(`${name}:${summary}`));
    const names = operands === undefined ? "_files" : `(${operands.join(" ")})`;
    const operand = verbs.length === 0 ? ` \\\n        ${quote(`*:argument:${names}`)}` : "";
    const specs = options.flatMap((option) => zshOption(option, offered(option)));
    return `    ${quote(path)})
      verbs=(${described.join(" ")})
      _arguments -S${specs.map((spec) => ` \\\n        ${spec}`).join("")}${
        verbs.length === 0 ? operand : ` \\\n        '*:verb:{_describe verb verbs}'`
      } ;;`;
  });
  return `#compdef watertight
# zsh completion of watertight; generated, see "watertight help completion"
_watertight() {
  local verbpath="" each
  local -a verbs
  for each in "\${(@)words[2,CURRENT-1]}"; do
    case "\${verbpath:+$verbpath }$each" in
    ${pathsOf(places)
      .map((path) => quote(path))
      .join("|")}) verbpath="\${verbpath:+$verbpath }$each" ;;
    esac
  done
  case "$verbpath" in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_watertight" ]; then _watertight "$@"; else compdef _watertight watertight; fi
`;
}

function zshOption(option: OptionDeclaration, words: readonly string[]): string[] {
  const text = option.description.replace(/[[\]:\\]/g, "\\$&");
  const action = words.length > 0 ? `(${words.join(" ")})` : fileOr(option, "_files", " ");
  const value = takesValue(option) ? `:${option.placeholder ?? "VALUE"}:${action}` : "";
  const repeat = option.kind === "values" ? "*" : "";
  return flagsOf(option).map((flag) => {
    const joined = takesValue(option) && flag.startsWith("--") ? "=" : "";
    return quote(`${repeat}${flag}${joined}[${text}]${value.replace("[=FILE]", "")}`);
  });
}

function fileOr(option: OptionDeclaration, file: string, other: string): string {
  return option.completes === "file" ? file : other;
}

function fishScript(places: readonly Place[], offered: Offered): string {
  const lines = places.flatMap(({ path, verbs, options, operands }) => {
    const on = `complete -c watertight -n ${quote(`__watertight_at ${quote(path)}`)}`;
    return [
      ...verbs.map(({ name, summary }) => `${on} -f -a ${name} -d ${quote(summary)}`),
      ...(operands === undefined ? [] : [`${on} -f -a ${quote(operands.join(" "))}`]),
      ...options.map((option) => `${on} ${fishOption(option, offered(option))}`),
    ];
  });
  const paths = pathsOf(places).map((path) => quote(path));
  return `# fish completion of watertight; generated, see "watertight help completion"
function __watertight_at
    set -l at ""
    for word in (commandline -opc)[2..-1]
        set -l longer (string trim -- "$at $word")
        if contains -- "$longer" ${paths.join(" ")}
            set at $longer
        end
    end
    test "$at" = "$argv[1]"
end
${lines.join("\n")}
`;
}

function fishOption(option: OptionDeclaration, words: readonly string[]): string {
  const short = option.short === undefined ? "" : ` -s ${option.short}`;
  const value = takesValue(option) ? ` ${fileOr(option, "-r -F", "-x")}` : "";
  const offer = words.length === 0 ? "" : ` -a ${quote(words.join(" "))}`;
  return `-l ${option.name}${short}${value}${offer} -d ${quote(option.description)}`;
}

/** For all three shells between single quotes; none of our texts has a backslash before a quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

import type { Command, OptionDeclaration } from "./command.ts";
import { GLOBAL_OPTIONS } from "./options.ts";

const WIDTH = 100;
/** Names wider than this get a line of their own. */
const WIDEST_NAME = 30;

/** What each exit status means, as the help and the man page have it. */
export const EXIT_STATUSES: readonly Row[] = [
  ["0", "Nothing at or above the threshold (--fail-on)"],
  ["1", "Findings at or above it"],
  ["2", "Wrong usage or configuration"],
  ["3", "Something could not be examined"],
  ["4", "Internal error"],
];

type Row = readonly [name: string, description: string];

/** The help of the whole command. */
export function generalHelp(commands: readonly Command[], version: string): string {
  return [
    `Watertight ${version}: what is wrong in your Kubernetes manifests, on which line, and the change that closes it.\n`,
    "Usage: watertight VERB [OPTIONS] [ARGUMENTS]\n",
    section("Verbs", summariesOf(commands)),
    section("Options", GLOBAL_OPTIONS.map(optionRow)),
    section("Exit status", EXIT_STATUSES),
    examplesOf(
      commands
        .slice(0, 2)
        .map(({ examples }) => examples.slice(0, 1))
        .flat(),
    ),
    'Run "watertight help VERB" for the options and examples of a verb.\n',
  ].join("\n");
}

/** The help of one verb. */
export function commandHelp(command: Command): string {
  const own = new Set(command.options.map(({ name }) => name));
  const global = GLOBAL_OPTIONS.filter(({ name }) => name !== "version" && !own.has(name));
  const parts = [
    `${command.summary}.\n`,
    `Usage: watertight ${command.usage}\n`,
    section("Verbs", summariesOf(command.subcommands ?? [])),
    section("Options", [...command.options, ...global].map(optionRow)),
    examplesOf(command.examples),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function summariesOf(commands: readonly Command[]): Row[] {
  return commands.map(({ name, summary }) => [name, summary]);
}

function optionRow(option: OptionDeclaration): Row {
  const short = option.short === undefined ? "    " : `-${option.short}, `;
  const value =
    option.kind === "flag"
      ? optional(option)
      : ` ${option.placeholder ?? "VALUE"}${option.suffix ?? ""}`;
  const notes = [
    ...(option.choices === undefined ? [] : [option.choices.join(", ")]),
    ...(option.default === undefined ? [] : [`default: ${option.default}`]),
  ];
  const note = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return [`${short}--${option.name}${value}`, option.description + note];
}

function optional({ optionalValue }: OptionDeclaration): string {
  return optionalValue === undefined ? "" : `[=${optionalValue}]`;
}

function examplesOf(examples: Command["examples"]): string {
  const lines = examples.map(({ command, description }) => `  # ${description}\n  ${command}\n`);
  return lines.length === 0 ? "" : `Examples:\n${lines.join("\n")}`;
}

function section(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const width = Math.min(WIDEST_NAME, Math.max(...rows.map(([name]) => name.length)));
  const indent = " ".repeat(width + 4);
  const lines = rows.map(([name, description]) => {
    const text = wrap(description, WIDTH - indent.length).join(`\n${indent}`);
    return name.length > width
      ? `  ${name}\n${indent}${text}\n`
      : `  ${name.padEnd(width)}  ${text}\n`;
  });
  return `${title}:\n${lines.join("")}`;
}

/** Breaks a text between words; a word that is longer than a line stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

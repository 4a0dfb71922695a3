import type { NodeFacts, TextFact } from "../facts/node-facts.ts";
import { commandWords } from "./command-words.ts";

/** The command that systemd starts a program with, and the file that says so. */
export interface UnitCommand {
  readonly words: readonly string[];
  readonly where: string;
}

/**
 * The command of `kubelet.service` as systemd reads the unit and its drop-ins: an empty `ExecStart=` begins anew, the last one counts,
 * and variables come from `Environment=` and from files that `EnvironmentFile=` names. Undefined where the facts hold no unit.
 */
export function kubeletUnitCommand({ texts }: NodeFacts): UnitCommand | undefined {
  const units = unitsOf(texts);
  const variables = new Map<string, string>();
  let command: { readonly line: string; readonly where: string } | undefined;
  for (const { path, text } of units) {
    for (const [index, line] of joinedLines(text).entries()) {
      const [, key, value] =
        /^\s*(ExecStart|Environment|EnvironmentFile)\s*=\s*(.*)$/.exec(line) ?? [];
      if (key === undefined || value === undefined) continue;
      if (key === "ExecStart")
        command = value === "" ? undefined : { line: value, where: `${path}:${index + 1}` };
      else addVariables(key, value, texts, variables);
    }
  }
  if (!command) return undefined;
  const words = commandWords(command.line.replace(/^[-@:+!|]+/, ""));
  return { words: words.flatMap((word) => expanded(word, variables)), where: command.where };
}

/** The unit of the distribution before that of the administrator, whose drop-ins come last, by their names. */
function unitsOf(texts: readonly TextFact[]): readonly TextFact[] {
  const units = texts.filter(({ path }) => /\/systemd\/system\/kubelet\.service$/.test(path));
  const own = units.find(({ path }) => path.startsWith("/etc/")) ?? units[0];
  const dropIns = texts.filter(({ path }) =>
    /\/systemd\/system\/kubelet\.service\.d\/[^/]+\.conf$/.test(path),
  );
  const nameOf = ({ path }: TextFact): string => path.slice(path.lastIndexOf("/") + 1);
  const effective = new Map<string, TextFact>();
  // A drop-in of /etc stands for one of the same name elsewhere.
  for (const each of dropIns) {
    if (!effective.has(nameOf(each)) || each.path.startsWith("/etc/"))
      effective.set(nameOf(each), each);
  }
  const sorted = [...effective.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return own ? [own, ...sorted] : sorted;
}

/** Lines with those that a backslash continues in the first of them; the others stay, empty, so that lines keep their numbers. */
function joinedLines(text: string): readonly string[] {
  const lines = text.split("\n");
  for (let index = lines.length - 2; index >= 0; index--) {
    const line = lines[index] ?? "";
    if (!line.endsWith("\\")) continue;
    lines[index] = `${line.slice(0, -1)} ${lines[index + 1] ?? ""}`;
    lines[index + 1] = "";
  }
  return lines;
}

function addVariables(
  key: string,
  value: string,
  texts: readonly TextFact[],
  variables: Map<string, string>,
): void {
  if (key === "Environment") {
    for (const word of commandWords(value)) assign(word, variables);
    return;
  }
  const path = value.replace(/^-/, "");
  const file = texts.find((each) => each.path === path);
  for (const line of (file?.text ?? "").split("\n")) {
    if (!/^\s*[#;]/.test(line)) assign(commandWords(line.trim()).join(" "), variables);
  }
}

function assign(word: string, variables: Map<string, string>): void {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  if (name !== undefined && value !== undefined) variables.set(name, value);
}

/** `$NAME` as a word of its own is cut at spaces, `${NAME}` is not: systemd.service(5). */
function expanded(word: string, variables: ReadonlyMap<string, string>): readonly string[] {
  const [, whole] = /^\$([A-Za-z_]\w*)$/.exec(word) ?? [];
  if (whole !== undefined) return commandWords(variables.get(whole) ?? "");
  return [word.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => variables.get(name) ?? "")];
}

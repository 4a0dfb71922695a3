import { goModule } from "../executables/go-build-info.ts";
import type { FoundPackage, ReadPackages } from "../package-file.ts";
import { numberedLines } from "./lines.ts";

/** `go.mod`: what it requires, as it replaces it (https://go.dev/ref/mod#go-mod-file); since Go 1.17 it has what comes indirectly too. */
export const readGoMod: ReadPackages = (file) => {
  const required: Requirement[] = [];
  const replacements = new Map<string, readonly [string, string]>();
  for (const { verb, words, line } of directivesIn(file.text())) {
    if (verb === "require")
      required.push({ module: words[0] ?? "", version: words[1] ?? "", line });
    if (verb === "replace") addReplacement(replacements, words);
  }
  const packages = required.map((each): FoundPackage => {
    const [module, version] = replacements.get(`${each.module} ${each.version}`) ??
      replacements.get(each.module) ?? [each.module, each.version];
    return /^\.{0,2}\//.test(module)
      ? goModule(file, each.module, "", each.line)
      : goModule(file, module, version, each.line);
  });
  return { packages, notRead: [] };
};

interface Requirement {
  readonly module: string;
  readonly version: string;
  readonly line: number;
}

interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
  readonly line: number;
}

/** `VERB WORDS` alone, or `VERB (`, lines of words and `)`. */
function* directivesIn(text: string): Generator<Directive> {
  let block = "";
  for (const { line, number } of numberedLines(text)) {
    const words = line
      .replace(/\/\/.*$/, "")
      .trim()
      .split(/\s+/)
      .map(unquoted);
    const [first = ""] = words;
    if (first === ")") block = "";
    else if (words[1] === "(") block = first;
    else if (block !== "" && first !== "") yield { verb: block, words, line: number };
    else if (first !== "") yield { verb: first, words: words.slice(1), line: number };
  }
}

/** `OLD [VERSION] => NEW [VERSION]`. */
function addReplacement(
  replacements: Map<string, readonly [string, string]>,
  words: readonly string[],
): void {
  const arrow = words.indexOf("=>");
  if (arrow < 1) return;
  replacements.set(words.slice(0, arrow).join(" "), [
    words[arrow + 1] ?? "",
    words[arrow + 2] ?? "",
  ]);
}

function unquoted(word: string): string {
  return word.replaceAll(/^["`]|["`]$/g, "");
}

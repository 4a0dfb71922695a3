import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { afterAll, describe, expect, it } from "vitest";
import {
  decodeText,
  documentText,
  parseDocument,
  splitDocuments,
} from "../packages/manifests/src/index.ts";
import { GO } from "./go-program.ts";
import { askGo, comparable, type GoResult } from "./go-reader.ts";
import { needing } from "./needs.ts";
import { CORPUS } from "./suites.ts";

const folder = mkdtempSync(join(tmpdir(), "yaml-conformance-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Both sides of each document. goyaml reads only the first value of a document. */
function compare(path: string, results: readonly GoResult[]): readonly string[] {
  const decoded = decodeText(readFileSync(path));
  if ("problem" in decoded) return [];
  const slices = splitDocuments(decoded.text);
  // Behind such a line upstream reads nothing, and we do.
  const stop = results.findIndex(({ error }) => error?.includes("invalid Yaml document separator"));
  const differences = (stop < 0 ? results : results.slice(0, stop)).flatMap((result, index) => {
    const slice = slices[index];
    const text = slice === undefined ? "" : documentText(decoded.text, slice);
    const [mine, theirs] = [ourValue(text, result.error !== undefined), goValue(result)];
    const isSame = mine === theirs;
    return isSame ? [] : [`document ${index + 1}: ours ${mine}, Go's ${result.error ?? theirs}`];
  });
  const isCut = stop < 0 && slices.length !== results.length;
  return isCut ? [...differences, "another count of documents"] : differences;
}

function goValue(result: GoResult): string {
  return result.error === undefined ? JSON.stringify(comparable(result.json ?? null)) : "error";
}

/** Behind the first value upstream sees an error only if its scanner happens to look that far. */
function ourValue(text: string, isErrorThere: boolean): string {
  const { values, problems } = parseDocument(text);
  const [first] = values;
  const isError = problems.some(({ severity }) => severity === "error");
  if (first === undefined || (isError && isErrorThere)) return "error";
  return JSON.stringify(comparable(first.value));
}

function differencesOf(texts: readonly string[]): readonly (readonly string[])[] {
  const paths = texts.map((text, index) => {
    const path = join(folder, `${index}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  const results = askGo(paths);
  return paths.map((path, index) => compare(path, results[index] ?? []));
}

/** Where we differ on purpose. */
const KNOWN: readonly { readonly text: string; readonly reason: string }[] = [
  {
    text: '{"a": "\\ud83d\\ude00"}',
    reason: "kubectl reads JSON as JSON, where a pair of escapes is a character",
  },
  { text: '{"a": "b\\/c"}', reason: "kubectl reads JSON as JSON, where / may be escaped" },
  {
    text: `${"[".repeat(1200)}${"]".repeat(1200)}`,
    reason: "we refuse nesting beyond 1,000 levels, goyaml beyond 10,000",
  },
  {
    text: "%YAML 1.1\n---\na: 1",
    reason: "apimachinery cuts a directive from its document, which then is an error",
  },
  {
    text: "{}a: 1",
    reason:
      "goyaml's scanner forgets that an empty flow collection may be a key, and stops behind it",
  },
  { text: "a: .inf\na: 1", reason: "goyaml forgets what is overridden before JSON refuses it" },
];

const PIECES =
  "a|b: |: |:|- |-|? |?|,|, |[|]|{|}|\n|\n|\n  |\n    |\n | |\t|'|\"|''|\\|\\n|\\x41|\\u00e9|#|# c| #|&x |&x|*x|*x |<<: |<<: *x|!|!!str |!!int |!!float |!t |! |!<tag:yaml.org,2002:int> |||>|\n|-|\n||+\n|>-\n|>2\n|1|0x1F|010|0o7|1_0|1e3|.5|.|-|yes|no|~|null|true|on|é|😀|\n---\n|\n--- a\n|\n...\n|@|`|%|=|a: 1|b: 2|- c|\r\n|\u2028|\u0085|\u00a0|text|x y|a: b|key:\n  |  - |\n- |\n  - |0b11|12:30|2001-01-01|1.|1.5|+1|-0|08|e1|1e|_1|__proto__: |\n\n|\n  \n|\n\t"
    .split("|")
    .flatMap((piece) => (piece === "" ? ["|"] : [piece]));

/** The shape of the known difference that random texts hit. */
const EMPTY_FLOW_BEFORE_TEXT = /(?:\{\s*\}|\[\s*\])[^\n]*:/;

/** Texts from a seed; mulberry32. */
function randomTexts(count: number, seed: number): readonly string[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + below(12) }, () => PIECES[below(PIECES.length)] ?? "").join(""),
  ).filter((text) => !EMPTY_FLOW_BEFORE_TEXT.test(text));
}

describe("YAML as Kubernetes' own reader has it", needing(GO), () => {
  it("reads every document of the corpus alike", needing(CORPUS), () => {
    const paths = globSync("**/*.{yaml,yml,json}", {
      cwd: CORPUS.path,
      absolute: true,
      dot: true,
    }).sort();
    expect(paths).not.toEqual([]);
    const results = askGo(paths);
    const differences = paths.flatMap((path, index) =>
      compare(path, results[index] ?? []).map(
        (text) => `${path.slice(CORPUS.path.length)}: ${text.slice(0, 300)}`,
      ),
    );
    expect(differences).toEqual([]);
  });

  it("reads random texts of nasty pieces alike", () => {
    const texts = randomTexts(
      Number(process.env["YAML_TEXTS"] ?? 6000),
      Number(process.env["YAML_SEED"] ?? 1),
    );
    const differences = differencesOf(texts).flatMap((found, index) =>
      found.map((difference) => `${JSON.stringify(texts[index])} ${difference}`),
    );
    expect(differences).toEqual([]);
  });

  it("differs where it is meant to, and nowhere else", () => {
    const found = differencesOf(KNOWN.map(({ text }) => text));
    expect(KNOWN.filter((_, index) => found[index]?.length === 0)).toEqual([]);
  });
});

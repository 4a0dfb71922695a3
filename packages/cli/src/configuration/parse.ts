import {
  type ConfigurationFile,
  configurationSchema,
  type Formats,
  type Mistake,
  type Path,
  validate,
} from "@watertight/core/configuration";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";
import { REPORT_FORMATS } from "../options.ts";

/** A mistake in a text; line and column begin at 1. */
interface PlacedMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A configuration, or every mistake in it, in the order of the text. */
export type ParsedConfiguration =
  | { readonly value: ConfigurationFile }
  | { readonly mistakes: readonly PlacedMistake[] };

const SCHEMA = configurationSchema(REPORT_FORMATS);

/** Reads the text of watertight.yaml. A text without anything in it is a configuration without entries. */
export function parseConfiguration(text: string, formats: Formats): ParsedConfiguration {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  });
  const found = [...syntaxMistakes(document)];
  if (found.length > 0) return { mistakes: placed(found, lines) };
  readVersionAsText(document);
  const value: unknown = document.toJS() ?? {};
  const mistakes = validate(value, SCHEMA, formats).map((mistake) => ({
    offset: offsetOf(document, mistake),
    message: mistake.message,
  }));
  if (mistakes.length > 0) return { mistakes: placed(mistakes, lines) };
  // The schema says what the type says; a test holds them together.
  return { value: value as ConfigurationFile };
}

/** To YAML `1.30` is the number 1.3, and to everybody else a version. */
function readVersionAsText({ contents }: Document.Parsed): void {
  const version: unknown = isMap(contents) ? contents.get("kubernetesVersion", true) : undefined;
  if (!isScalar(version) || typeof version.value !== "number") return;
  version.value = version.source ?? version.value;
}

interface MistakeAtOffset {
  readonly offset: number;
  readonly message: string;
}

function* syntaxMistakes(document: Document.Parsed): Generator<MistakeAtOffset> {
  for (const { message, pos } of [...document.errors, ...document.warnings]) {
    yield { offset: pos[0], message: clauseOf(message) };
  }
  const aliases: MistakeAtOffset[] = [];
  visit(document, {
    Alias: (_key, { source, range }) => {
      // An alias can make a small file huge, and no configuration needs one.
      aliases.push({
        offset: range?.[0] ?? 0,
        message: `the alias *${source} is not allowed here`,
      });
    },
  });
  yield* aliases;
}

function clauseOf(message: string): string {
  const [first = ""] = message.split("\n");
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/[.:]$/, "");
}

function placed(mistakes: readonly MistakeAtOffset[], lines: LineCounter): PlacedMistake[] {
  return mistakes
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col), message };
    });
}

/** Where a key or value begins. An empty value has no place of its own: its key's is given. */
function offsetOf(document: Document.Parsed, { path, at }: Mistake): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const [index, segment] of path.entries()) {
    const { key, value } = childOf(node, segment);
    const wantsKey = at === "key" && index === path.length - 1;
    const start = wantsKey || isEmpty(value) ? rangeStart(key) : rangeStart(value);
    offset = start ?? rangeStart(key) ?? offset;
    node = value;
  }
  return offset;
}

function childOf(node: unknown, segment: Path[number]): { key: unknown; value: unknown } {
  if (isSeq(node)) return { key: undefined, value: node.items[Number(segment)] };
  if (!isMap(node)) return { key: undefined, value: undefined };
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === segment);
  return { key: pair?.key, value: pair?.value };
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function rangeStart(node: unknown): number | undefined {
  const positioned = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
  return positioned ? node.range?.[0] : undefined;
}

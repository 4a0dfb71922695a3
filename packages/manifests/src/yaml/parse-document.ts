import type { ParsedDocument, ParsedValue, Problem } from "../document.ts";
import { Builder } from "./builder.ts";
import { parseJson } from "./parse-json.ts";
import { Scanner } from "./scanner.ts";
import { YamlError } from "./yaml-error.ts";

/**
 * The values of one slice's text, exactly as sigs.k8s.io/yaml has them, with positions. Text that is JSON is read
 * as JSON, as kubectl does it. A text that holds nothing gives one null; after a syntax error the values before it.
 */
export function parseDocument(text: string): ParsedDocument {
  const values: ParsedValue[] = [];
  let problems: Problem[] = [];
  try {
    const json = parseJson(text);
    if (json !== undefined) return json;
    refuseCharacters(text);
    const scanner = new Scanner(`${withLineFeeds(text)}\0`);
    const scanError = scanner.run();
    const builder = new Builder(text, scanner);
    problems = builder.members.problems;
    try {
      build(builder, values);
    } catch (error) {
      throw scanError ?? error;
    }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    problems.push({ severity: "error", message: error.message, offset: error.offset });
  }
  return { values, problems };
}

function build(builder: Builder, values: ParsedValue[]): void {
  let value = builder.document(true);
  if (value === undefined) values.push({ value: null, positions: new Int32Array(0) });
  while (value !== undefined) {
    values.push(value);
    value = builder.document(false);
  }
}

const REFUSED =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function refuseCharacters(text: string): void {
  const offset = text.search(REFUSED);
  if (offset < 0) return;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
  throw new YamlError(`The character U+${code} is not allowed in YAML.`, offset);
}

/** To goyaml NEL, LS and PS end a line. Offsets stay the same. */
function withLineFeeds(text: string): string {
  return /[\u0085\u2028\u2029]/.test(text) ? text.replace(/[\u0085\u2028\u2029]/g, "\n") : text;
}

import {
  isJsonList,
  isJsonObject,
  type JsonValue,
  stringifyJson,
} from "@watertight/core/kubernetes";
import { safeJson } from "../json/safe-json.ts";

/** A YAML document that reads back as the value: block style, strings quoted wherever they could be taken for anything else. */
export function yamlOf(value: JsonValue): string {
  return `${blockOf(value, "").join("\n")}\n`;
}

/** The lines of a value, indented; a scalar or an empty collection is one line. */
function blockOf(value: JsonValue, indent: string): readonly string[] {
  if (isJsonList(value) && value.length > 0) {
    return value.flatMap((item) => {
      const [first = "", ...rest] = blockOf(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  if (entries.length > 0) return entries.flatMap(([key, member]) => memberOf(key, member, indent));
  return [`${indent}${scalarOf(value)}`];
}

function memberOf(key: string, value: JsonValue, indent: string): readonly string[] {
  const name = `${indent}${textOf(key)}:`;
  if (!isNested(value)) return [`${name} ${scalarOf(value)}`];
  return [name, ...blockOf(value, `${indent}  `)];
}

function isNested(value: JsonValue): boolean {
  return isJsonList(value)
    ? value.length > 0
    : isJsonObject(value) && Object.keys(value).length > 0;
}

function scalarOf(value: JsonValue): string {
  return typeof value === "string" ? textOf(value) : stringifyJson(value);
}

// Words that some version of YAML reads as something else are quoted, and so is all that is not a plain word.
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./-]*$/;
const WORDS = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

function textOf(text: string): string {
  return PLAIN.test(text) && !WORDS.test(text) ? text : safeJson(text);
}

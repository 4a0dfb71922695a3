import {
  isJsonList,
  isJsonObject,
  type JsonValue,
  objectAt,
  stringifyJson,
} from "@watertight/core/kubernetes";
import { resolvePlain } from "../yaml/resolve.ts";

/** How a collection is written in one line. */
export interface FlowNotation {
  /** Keys and texts have double quotes. */
  readonly quoted: boolean;
  /** `: ` or `:`. */
  readonly colon: string;
  /** `, ` or `,`. */
  readonly comma: string;
}

/** How collections are written in lines of their own. */
export interface BlockNotation {
  /** By how many columns a mapping stands in from its key. */
  readonly step: number;
  /** By how many columns a list stands in from its key: 0 where dashes are below keys. */
  readonly dashes: number;
}

const FLOW: FlowNotation = { quoted: false, colon: ": ", comma: ", " };

/** Words that mean the same to every reader of YAML without quotes. */
const PLAIN = /^(?:[A-Za-z_/][\w./+-]*(?::[\w./+-]+)*|\d+[A-Za-z]+)$/;

/** A text without quotes where that is safe, else with double quotes. */
export function textSource(text: string): string {
  return PLAIN.test(text) && resolvePlain(text) === text ? text : quotedSource(text);
}

// Line breaks to YAML that JSON leaves as they are, and what may turn the direction of writing.
const UNSAFE = /[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

function quotedSource(text: string): string {
  return JSON.stringify(text).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A scalar in the place of another one, whose quotes it keeps where it can. */
export function scalarSource(value: JsonValue, old: string): string {
  if (typeof value !== "string") return flowSource(value, FLOW);
  if (old.startsWith('"')) return quotedSource(value);
  if (old.startsWith("'") && /^[\x20-\x7e]*$/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  return textSource(value);
}

/** Any value in one line. */
export function flowSource(value: JsonValue, notation: FlowNotation): string {
  const { colon, comma, quoted } = notation;
  if (typeof value === "string") return quoted ? quotedSource(value) : textSource(value);
  if (isJsonList(value)) return `[${value.map((item) => flowSource(item, notation)).join(comma)}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  const members = Object.entries(value).map(
    ([key, member]) => flowSource(key, notation) + colon + flowSource(member, notation),
  );
  return `{${members.join(comma)}}`;
}

/** JSON in lines, the first without indentation; `indent` is that of the line in which the value begins. */
export function prettyJson(value: JsonValue, indent: string, unit: string, eol: string): string {
  const isArray = isJsonList(value);
  if (!isArray && !isJsonObject(value)) return flowSource(value, { ...FLOW, quoted: true });
  const inner = indent + unit;
  const entries = isArray
    ? value.map((item) => prettyJson(item, inner, unit, eol))
    : Object.entries(value).map(
        ([key, member]) => `${quotedSource(key)}: ${prettyJson(member, inner, unit, eol)}`,
      );
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return open + close;
  return `${open}${eol}${inner}${entries.join(`,${eol}${inner}`)}${eol}${indent}${close}`;
}

/** A member in lines that begin in a column. */
export function memberLines(
  key: string,
  value: JsonValue,
  column: number,
  notation: BlockNotation,
): string[] {
  const head = `${" ".repeat(column)}${textSource(key)}:`;
  if (isEmptyOrScalar(value)) return [`${head} ${flowSource(value, FLOW)}`];
  const inner = column + (isJsonList(value) ? notation.dashes : notation.step);
  return [head, ...collectionLines(value, inner, notation)];
}

/** An item with its dash, in lines that begin in a column. */
export function itemLines(value: JsonValue, column: number, notation: BlockNotation): string[] {
  const dash = `${" ".repeat(column)}- `;
  if (isEmptyOrScalar(value)) return [dash + flowSource(value, FLOW)];
  const [first = "", ...rest] = collectionLines(value, column + 2, notation);
  return [dash + first.trimStart(), ...rest];
}

/** A collection that is not empty, in lines that begin in a column. */
export function collectionLines(
  value: JsonValue,
  column: number,
  notation: BlockNotation,
): string[] {
  if (isJsonList(value)) return value.flatMap((item) => itemLines(item, column, notation));
  return Object.entries(objectAt(value)).flatMap(([key, member]) =>
    memberLines(key, member, column, notation),
  );
}

/** Whether a value has nothing to write in lines of its own. */
export function isEmptyOrScalar(value: JsonValue): boolean {
  if (isJsonList(value)) return value.length === 0;
  return !isJsonObject(value) || Object.keys(value).length === 0;
}

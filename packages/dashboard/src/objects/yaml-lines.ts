import {
  type FieldPath,
  formatFieldPath,
  isJsonList,
  isJsonObject,
  type JsonValue,
} from "@watertight/core/kubernetes";

/** A line of YAML with the field that it begins. */
export interface YamlLine {
  /** As the API server prints it; "" for the object as a whole. */
  readonly path: string;
  readonly text: string;
}

/** More lines are told by their number: a ConfigMap may hold megabytes. */
const MOST_LINES = 5000;
/** Longer lines are cut. */
const LONGEST = 400;

/** An object as YAML, line by line; `isCut` where there are more lines than are shown. */
export function yamlLines(object: JsonValue): {
  readonly lines: readonly YamlLine[];
  readonly isCut: boolean;
} {
  const lines: YamlLine[] = [];
  addBlock(lines, object, { path: [], indent: "", lead: "" });
  return { lines: lines.slice(0, MOST_LINES), isCut: lines.length > MOST_LINES };
}

interface Place {
  readonly path: FieldPath;
  readonly indent: string;
  /** What stands before the first line: the dash of an item. */
  readonly lead: string;
}

function addBlock(lines: YamlLine[], value: JsonValue, { path, indent, lead }: Place): void {
  if (lines.length > MOST_LINES) return;
  let first = lead;
  if (isJsonList(value)) {
    for (const [index, item] of value.entries()) {
      addBlock(lines, item, {
        ...{ path: [...path, index], indent: `${indent}  ` },
        lead: `${first === "" ? indent : first}- `,
      });
      first = "";
    }
    return;
  }
  if (!isJsonObject(value)) {
    lines.push(lineOf(path, `${lead === "" ? indent : lead}${scalar(value)}`));
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    addMember(lines, member, { path: [...path, key], indent, lead: first });
    first = "";
  }
}

function addMember(lines: YamlLine[], value: JsonValue, { path, indent, lead }: Place): void {
  const key = `${lead === "" ? indent : lead}${plain(String(path.at(-1)))}:`;
  if (isEmpty(value)) lines.push(lineOf(path, `${key} ${isJsonList(value) ? "[]" : "{}"}`));
  else if (isJsonList(value) || isJsonObject(value)) {
    lines.push(lineOf(path, key));
    addBlock(lines, value, { path, indent: isJsonList(value) ? indent : `${indent}  `, lead: "" });
  } else if (typeof value === "string" && isText(value)) {
    addText(lines, value, { path, indent, lead: key });
  } else lines.push(lineOf(path, `${key} ${scalar(value)}`));
}

function addText(lines: YamlLine[], value: string, { path, indent, lead }: Place): void {
  const isEnded = value.endsWith("\n");
  lines.push(lineOf(path, `${lead} |${isEnded ? "" : "-"}`));
  for (const text of (isEnded ? value.slice(0, -1) : value).split("\n"))
    lines.push(lineOf(path, text === "" ? "" : `${indent}  ${text}`));
}

function lineOf(path: FieldPath, text: string): YamlLine {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return { path: formatFieldPath(path), text: shown };
}

function isEmpty(value: JsonValue): boolean {
  if (isJsonList(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** What can stand in a block as it is. */
function isText(value: string): boolean {
  return value.includes("\n") && !/^[\s]|[\t\r]|\n\n$/.test(value);
}

function scalar(value: JsonValue): string {
  return typeof value === "string" ? plain(value) : JSON.stringify(value);
}

/** Quoted wherever it could be taken for something else. */
function plain(text: string): string {
  const isPlain =
    /^[A-Za-z_./][\w./ @+%()-]*$/.test(text) &&
    !text.endsWith(" ") &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ||
    (/^[a-z0-9][\w.-]*(?:\/[\w.-]+)*:[\w.-]+$/i.test(text) && !/^[\d.:]+$/.test(text))
    ? text
    : JSON.stringify(text);
}

/** The line that a field begins on: its own, or where it is absent that of its nearest parent that is there. */
export function lineOfPath(lines: readonly YamlLine[], path: string): number {
  for (let wanted = path; wanted !== ""; wanted = parentOf(wanted)) {
    const found = lines.findIndex(
      ({ path: own }) => own === wanted || own.startsWith(`${wanted}.`),
    );
    if (found >= 0) return found;
  }
  return 0;
}

function parentOf(path: string): string {
  return path.replace(/(?:\.[^.[\]]+|\[[^\]]*\]|^[^.[\]]+)$/, "");
}

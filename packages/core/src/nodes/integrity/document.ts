import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { Baseline, BaselineHead, FileRecord, FileType, PathNotRead } from "./model.ts";

/** The version of the form in which baselines are kept. */
const BASELINE_VERSION = "1";

/** The first line of a baseline. */
export function baselineHeadJson({
  node,
  time,
  rules,
  packages,
  attributes,
}: BaselineHead): JsonObject {
  return {
    schemaVersion: BASELINE_VERSION,
    kind: "NodeBaseline",
    ...{ node, time, attributes },
    rules: { watch: [...rules.watch], exclude: [...rules.exclude] },
    packages: [...packages].map(([name, version]) => ({ name, version })),
  };
}

/** The line of a path. */
export function fileRecordJson({
  changedAt: _,
  mode,
  attributes,
  ...record
}: FileRecord): JsonObject {
  const text = mode.toString(8).padStart(4, "0");
  return { ...record, mode: text, ...(attributes && { attributes: [...attributes] }) };
}

/** The line of a path that was not read. */
export function notReadJson({ path, reason }: PathNotRead): JsonObject {
  return { notRead: path, reason };
}

/** The last line: how many paths there are, and the digest of all lines before it with their line breaks. */
export function baselineEndJson(paths: number, sha256: string): JsonObject {
  return { end: true, paths, sha256 };
}

/** Reads a baseline a line at a time. */
export interface BaselineReader {
  /** Whether it was a line of a baseline, as a whole sentence where not. */
  readonly take: (line: JsonValue) => string | undefined;
  /** All of it, or why it is not whole; `sha256` is of what came before the last line. */
  readonly end: (sha256: string) => Baseline | string;
}

const TYPES: ReadonlySet<string> = new Set<FileType>([
  ...(["file", "directory", "link", "fifo", "socket"] as const),
  ...(["character-device", "block-device"] as const),
]);

export function createBaselineReader(): BaselineReader {
  let head: BaselineHead | undefined;
  let last: { readonly paths: number; readonly sha256: string } | undefined;
  const files = new Map<string, FileRecord>();
  const notRead: PathNotRead[] = [];
  const takeBody = (line: JsonObject): string | undefined => {
    if (valueAt(line, "end") === true) {
      last = { paths: numberAt(line, "paths") ?? -1, sha256: textAt(line, "sha256") };
      return undefined;
    }
    const unread = textAt(line, "notRead");
    if (unread !== "") {
      notRead.push({ path: unread, reason: textAt(line, "reason") });
      return undefined;
    }
    const record = recordOf(line);
    if (record === undefined) return "It holds a line that is no path of a node.";
    files.set(record.path, record);
    return undefined;
  };
  return {
    take: (line) => {
      if (!isJsonObject(line)) return "It holds a line that is no JSON object.";
      if (last !== undefined) return "It goes on after its last line.";
      if (head !== undefined) return takeBody(line);
      head = headOf(line);
      return head === undefined
        ? "It is no baseline of a node, or of a version that is not known here."
        : undefined;
    },
    end: (sha256) => {
      if (head === undefined) return "It is empty.";
      if (last === undefined) return "Its last line is missing: it was not written to its end.";
      if (last.sha256 !== sha256 || last.paths !== files.size)
        return "It was changed after it was written: its digest is another.";
      return { ...head, files, notRead };
    },
  };
}

function headOf(line: JsonObject): BaselineHead | undefined {
  if (textAt(line, "kind") !== "NodeBaseline") return undefined;
  if (textAt(line, "schemaVersion") !== BASELINE_VERSION) return undefined;
  return {
    node: textAt(line, "node"),
    time: textAt(line, "time"),
    attributes: valueAt(line, "attributes") === true,
    rules: { watch: textsAt(line, "rules", "watch"), exclude: textsAt(line, "rules", "exclude") },
    packages: new Map(
      listAt(line, "packages").map((each) => [textAt(each, "name"), textAt(each, "version")]),
    ),
  };
}

function recordOf(line: JsonObject): FileRecord | undefined {
  const path = textAt(line, "path");
  const type = typeOf(textAt(line, "type"));
  const mode = Number.parseInt(textAt(line, "mode"), 8);
  if (!path.startsWith("/") || type === undefined || Number.isNaN(mode)) return undefined;
  const size = numberAt(line, "size");
  const links = numberAt(line, "links");
  const attributes =
    valueAt(line, "attributes") === undefined ? undefined : textsAt(line, "attributes");
  return {
    ...{ path, type, mode, uid: numberAt(line, "uid") ?? -1, gid: numberAt(line, "gid") ?? -1 },
    ...(size !== undefined && { size }),
    ...(links !== undefined && { links }),
    ...textsOf(line),
    ...(attributes && { attributes }),
  };
}

function textsOf(line: JsonObject): Pick<FileRecord, "sha256" | "target" | "package"> {
  const found: { sha256?: string; target?: string; package?: string } = {};
  for (const name of ["sha256", "target", "package"] as const) {
    const value = textAt(line, name);
    if (value !== "") found[name] = value;
  }
  return found;
}

function typeOf(text: string): FileType | undefined {
  return isFileType(text) ? text : undefined;
}

function isFileType(text: string): text is FileType {
  return TYPES.has(text);
}

function numberAt(line: JsonObject, name: string): number | undefined {
  const value = valueAt(line, name);
  return typeof value === "number" ? value : undefined;
}

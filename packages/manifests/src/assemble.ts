import {
  type Coverage,
  type DecodeProblem,
  type Diagnostic,
  type FieldPath,
  isKubernetesObject,
  type JsonValue,
  type KubernetesObject,
  type Location,
  type NotExamined,
  type Origin,
  type SnapshotInput,
  type SourceText,
} from "@watertight/core";
import type { DocumentSlice, Positions, Problem } from "./document.ts";
import { type ExaminedDocument, type ExaminedValue, objectsOf } from "./examine.ts";
import { looksLikeTemplate } from "./files/template.ts";
import type { SourceUnit } from "./source-unit.ts";
import { locateField } from "./yaml/locate-field.ts";

/** What reading has gathered so far; `assembleUnit` adds one text's share. */
export interface Assembly {
  readonly objects: { readonly object: KubernetesObject; readonly origin: Origin }[];
  readonly notExamined: NotExamined[];
  readonly diagnostics: Diagnostic[];
  readonly unknownKinds: Map<string, { apiVersion: string; kind: string; count: number }>;
  readonly sources: Map<string, SourceText>;
  files: number;
  documents: number;
}

export function createAssembly(): Assembly {
  return {
    objects: [],
    notExamined: [],
    diagnostics: [],
    unknownKinds: new Map(),
    sources: new Map(),
    files: 0,
    documents: 0,
  };
}

/** Takes in what was found in one text; `examined` holds one document for each slice, in order. */
export function assembleUnit(
  assembly: Assembly,
  unit: SourceUnit,
  examined: readonly ExaminedDocument[],
): void {
  assembly.files += unit.rendered ? 0 : 1;
  assembly.sources.set(
    sourceKey({ file: unit.name, rendered: unit.rendered !== undefined }),
    unit.index,
  );
  let documents = 0;
  for (const [index, slice] of unit.slices.entries()) {
    const document = examined[index];
    if (document) documents += assembleDocument({ assembly, unit, slice }, document);
  }
  assembly.documents += documents;
  if (documents === 0) {
    addNotExamined({ assembly, unit }, 0, "not-kubernetes", emptyReason(unit.index.text));
  }
}

/** The parts of a snapshot that reading decides. */
export function finishAssembly(
  assembly: Assembly,
): Pick<SnapshotInput, "objects" | "coverage" | "diagnostics" | "sourceOf"> {
  const coverage: Coverage = {
    files: assembly.files,
    documents: assembly.documents,
    objects: assembly.objects.length,
    notExamined: assembly.notExamined,
    unknownKinds: [...assembly.unknownKinds.values()],
  };
  return {
    objects: assembly.objects,
    coverage,
    diagnostics: assembly.diagnostics,
    sourceOf: (location) => assembly.sources.get(sourceKey(location)),
  };
}

interface Place {
  readonly assembly: Assembly;
  readonly unit: SourceUnit;
}

interface SlicePlace extends Place {
  readonly slice: DocumentSlice;
}

/** How many documents the slice held: none when there was only white space or comments. */
function assembleDocument(place: SlicePlace, { values, problems }: ExaminedDocument): number {
  for (const problem of problems) addProblem(place, problem);
  for (const value of values) assembleValue(place, value);
  const failed = problems.some(({ severity }) => severity === "error");
  return values.filter(({ value }) => value !== null).length + (failed ? 1 : 0);
}

function addProblem(place: SlicePlace, problem: Problem): void {
  const { slice, unit, assembly } = place;
  const offset = slice.start + problem.offset;
  if (problem.severity === "error") {
    const template = looksLikeTemplate(unit.index.text.slice(slice.start, slice.end));
    const reason = template
      ? "The document is a template and not YAML until it is rendered; scan the chart or the rendered output."
      : `The document is not valid YAML: ${problem.message}`;
    addNotExamined(place, offset, template ? "template" : "syntax-error", reason);
  }
  assembly.diagnostics.push({
    file: unit.name,
    ...unit.index.positionAt(offset),
    severity: problem.severity,
    message: problem.message,
  });
}

function assembleValue(place: SlicePlace, examined: ExaminedValue): void {
  if (examined.value === null) return;
  for (const [index, { value, path }] of objectsOf(examined.value).entries()) {
    const origin = originOf(place, examined.positions, path);
    if (!isKubernetesObject(value)) {
      const offset = offsetOf(place, examined.positions, path);
      addNotExamined(place, offset, "not-kubernetes", notKubernetesReason(value, path));
      continue;
    }
    place.assembly.objects.push({ object: value, origin });
    const item = examined.items[index];
    if (item?.known === false) countUnknownKind(place.assembly, value);
    for (const problem of item?.problems ?? []) addDecodeProblem(place, origin, problem);
  }
}

function originOf({ unit, slice }: SlicePlace, positions: Positions, item: FieldPath): Origin {
  // Only findings ask for positions, so the slice is cut out again only then.
  const region = (path: FieldPath): { start: number; end: number } =>
    locateField(unit.index.text.slice(slice.start, slice.end), positions, [...item, ...path]);
  const locate = (path: FieldPath): Location => {
    const { start, end } = region(path);
    const from = unit.index.positionAt(slice.start + start);
    const to = unit.index.positionAt(slice.start + end);
    return {
      file: unit.name,
      ...from,
      endLine: to.line,
      endColumn: to.column,
      rendered: unit.rendered !== undefined,
    };
  };
  return {
    file: unit.name,
    document: slice.number,
    get line(): number {
      return locate([]).line;
    },
    ...(unit.rendered ? { rendered: unit.rendered } : {}),
    locate,
  };
}

function offsetOf({ unit, slice }: SlicePlace, positions: Positions, path: FieldPath): number {
  const text = unit.index.text.slice(slice.start, slice.end);
  return slice.start + locateField(text, positions, path).start;
}

function addDecodeProblem({ assembly, unit }: Place, origin: Origin, problem: DecodeProblem): void {
  const { line, column } = origin.locate(problem.path);
  assembly.diagnostics.push({
    file: unit.name,
    line,
    column,
    // The API server drops an unknown field and goes on; a value of a wrong type it cannot decode at all.
    severity: problem.kind === "unknown-field" ? "warning" : "error",
    message: problem.message,
  });
}

function countUnknownKind(assembly: Assembly, { apiVersion, kind }: KubernetesObject): void {
  const key = `${apiVersion}/${kind}`;
  const entry = assembly.unknownKinds.get(key) ?? { apiVersion, kind, count: 0 };
  entry.count++;
  assembly.unknownKinds.set(key, entry);
}

function addNotExamined(
  { assembly, unit }: Place,
  offset: number,
  kind: NotExamined["kind"],
  reason: string,
): void {
  const { line } = unit.index.positionAt(offset);
  assembly.notExamined.push({ file: unit.name, line, kind, reason });
}

function notKubernetesReason(value: JsonValue, path: FieldPath): string {
  const what = path.length > 0 ? "The item of the list" : "The document";
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `${what} is not a Kubernetes object: it is not a mapping.`;
  }
  const missing = ["apiVersion", "kind"].filter(
    (field) => typeof Reflect.get(value, field) !== "string",
  );
  return `${what} is not a Kubernetes object: it has no ${missing.join(" and no ") || "text in apiVersion and kind"}.`;
}

function emptyReason(text: string): string {
  return text.trim() === ""
    ? "The file is empty."
    : "The file holds only comments or empty documents.";
}

function sourceKey({ file, rendered }: Pick<Location, "file" | "rendered">): string {
  return rendered ? `rendered:${file}` : `file:${file}`;
}

import {
  createKindCounter,
  type DecodeProblem,
  type DocumentItem,
  type Edit,
  type ExaminedItem,
  type FieldPath,
  isKubernetesObject,
  type KindCounter,
  type KubernetesObject,
} from "@watertight/core/kubernetes";
import { isJenkinsfile } from "@watertight/core/pipeline-shapes";
import type {
  Coverage,
  Diagnostic,
  FactDocument,
  Location,
  NotExamined,
  Origin,
  SnapshotInput,
  SnapshotObject,
  SourceObject,
  SourceText,
  TextChange,
} from "@watertight/core/snapshot";
import type { DocumentSlice, Positions, Problem } from "./document.ts";
import { editDocument } from "./edit/edit-document.ts";
import { type Embedded, embeddedConfigurations, locateEmbedded } from "./embedded.ts";
import type { ExaminedDocument, ExaminedValue } from "./examine.ts";
import { fileOfOrigin, takeOrigin } from "./files/kustomize-origin.ts";
import { looksLikeTemplate } from "./files/template-text.ts";
import type { SourceUnit } from "./source-unit.ts";
import { locateField, type TextRange } from "./yaml/locate-field.ts";
import { documentText } from "./yaml/split-documents.ts";

/**
 * Every edited text is read again as a whole, which for each of a thousand findings in one long list would take minutes.
 * `editManifest` does all edits of a document in one go and has no limit.
 */
const LONGEST_EDITED = 64 * 1024;
const TOO_LONG = "The document is longer than 64 KiB; watertight fix shows the change.";

/** What reading has gathered so far; `assembleUnit` adds one text's share. */
export interface Assembly {
  readonly objects: SourceObject[];
  readonly notExamined: NotExamined[];
  readonly diagnostics: Diagnostic[];
  readonly unknownKinds: KindCounter;
  /** By the chart or kustomization that was rendered ("" for files as they are), then by file. */
  readonly sources: Map<string, Map<string, SourceText>>;
  /** Who takes what is no object of Kubernetes, and how many it has taken. */
  readonly takes: ((document: FactDocument) => boolean) | undefined;
  taken: number;
  files: number;
  documents: number;
}

export function createAssembly(takes?: Assembly["takes"]): Assembly {
  return {
    takes,
    taken: 0,
    objects: [],
    notExamined: [],
    diagnostics: [],
    unknownKinds: createKindCounter(),
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
  assembly.sources.set(
    unit.rendered?.from ?? "",
    sourcesOf(assembly, unit).set(unit.name, unit.index),
  );
  if (unit.remark) addDiagnostic({ assembly, unit }, unit.remark);
  let documents = 0;
  for (const [index, slice] of unit.slices.entries()) {
    const document = examined[index];
    const file = unit.originFiles?.[index] ?? unit.name;
    if (document) documents += assembleDocument({ assembly, unit, slice, file }, document);
  }
  assembly.documents += documents;
  if (documents === 0) assembleRest(assembly, unit);
}

function assembleRest(assembly: Assembly, unit: SourceUnit): void {
  if (isJenkinsfile(unit.name)) assembleText(assembly, unit);
  else addNotExamined({ assembly, unit }, 0, "not-kubernetes", emptyReason(unit.index.text));
}

/** A text that is no YAML, whose lines are its places. */
function assembleText(assembly: Assembly, unit: SourceUnit): void {
  const { name: file, index } = unit;
  const locate = ([at]: FieldPath): Location => {
    const line = typeof at === "number" ? at : 1;
    const endColumn = (index.line(line) ?? "").length + 1;
    return { file, line, column: 1, endLine: line, endColumn, rendered: false };
  };
  const origin = { from: "file", file, document: 1, line: 1 } as const;
  assembly.documents += 1;
  if (assembly.takes?.({ value: index.text, origin, locate })) assembly.taken += 1;
  else addNotExamined({ assembly, unit }, 0, "not-kubernetes", NO_OBJECT);
}

const NO_OBJECT = "Not a Kubernetes object: the file is no YAML.";

/** The parts of a snapshot that reading decides. */
export function finishAssembly(
  assembly: Assembly,
): Pick<SnapshotInput, "objects" | "coverage" | "diagnostics" | "sourceOf"> {
  const coverage: Coverage = {
    files: assembly.files,
    documents: assembly.documents,
    objects: assembly.objects.length,
    notExamined: assembly.notExamined,
    unknownKinds: assembly.unknownKinds.counts(),
  };
  return {
    objects: assembly.objects,
    coverage,
    diagnostics: assembly.diagnostics,
    sourceOf: ({ renderedFrom, file }) => assembly.sources.get(renderedFrom ?? "")?.get(file),
  };
}

function sourcesOf(assembly: Assembly, { rendered }: SourceUnit): Map<string, SourceText> {
  return assembly.sources.get(rendered?.from ?? "") ?? new Map<string, SourceText>();
}

interface Place {
  readonly assembly: Assembly;
  readonly unit: SourceUnit;
}

interface SlicePlace extends Place {
  readonly slice: DocumentSlice;
  /** The file that objects of the slice are from, unless they have a note of their own. */
  readonly file: string;
}

/** How many documents the slice held: none when there was only white space or comments. */
function assembleDocument(place: SlicePlace, { values, problems }: ExaminedDocument): number {
  for (const problem of problems) addProblem(place, problem);
  for (const value of values) assembleValue(place, value);
  const failed = problems.some(({ severity }) => severity === "error");
  return values.length + (failed ? 1 : 0);
}

function addProblem(place: SlicePlace, problem: Problem): void {
  const offset = place.slice.start + problem.offset;
  if (problem.severity === "error") {
    const { kind, reason } = whyUnread(place, problem);
    addNotExamined(place, offset, kind, reason);
    if (kind === "not-kubernetes") return;
  }
  addDiagnostic(place, { ...problem, offset });
}

function whyUnread({ slice, unit }: SlicePlace, { message }: Problem): WhyUnread {
  const { text } = unit.index;
  if (/\.json$/i.test(unit.name) && !text.includes("apiVersion")) {
    // What other programs call JSON may hold comments and more commas than JSON has.
    const reason = `Not a Kubernetes object: the file has no apiVersion, and is not valid JSON or YAML: ${message}`;
    return { kind: "not-kubernetes", reason };
  }
  if (looksLikeTemplate(documentText(text, slice))) {
    const reason =
      "The document is a template and not YAML until it is rendered; scan the chart or the rendered output.";
    return { kind: "template", reason };
  }
  return { kind: "syntax-error", reason: `The document is not valid YAML: ${message}` };
}

type WhyUnread = Pick<NotExamined, "kind" | "reason">;

function addDiagnostic({ assembly, unit }: Place, { severity, message, offset }: Problem): void {
  const position = unit.index.positionAt(offset);
  assembly.diagnostics.push({ file: unit.name, ...position, severity, message });
}

function assembleValue(place: SlicePlace, value: ExaminedValue): void {
  for (const item of value.items) {
    if ("object" in item) assembleObject(place, value, item);
    else if (!isTaken(place, value, item.path)) {
      const offset = offsetOf(place, value.positions, item.path);
      const reason = `Not a Kubernetes object: ${item.message}.`;
      addNotExamined(place, offset, "not-kubernetes", reason);
    }
  }
}

/** Whether somebody reads facts from a document that is no object of Kubernetes; what is in a list of such objects is part of that. */
function isTaken(place: SlicePlace, value: ExaminedValue, path: FieldPath): boolean {
  const { assembly } = place;
  if (!assembly.takes || path.length > 0) return false;
  const { origin, locate } = placedIn(place, value, path);
  if (!assembly.takes({ value: value.value, origin, locate })) return false;
  assembly.taken += 1;
  return true;
}

function assembleObject(
  place: SlicePlace,
  value: ExaminedValue,
  item: Extract<ExaminedItem, DocumentItem>,
): void {
  const { unit, assembly } = place;
  const { object, file } =
    unit.builtFrom === undefined
      ? { object: item.object, file: place.file }
      : takeFile(unit, item.object);
  const placed = placedIn({ ...place, file }, value, item.path);
  if (file !== unit.name) sourcesOf(assembly, unit).set(file, unit.index);
  assembly.objects.push({ object, ...placed });
  for (const embedded of embeddedConfigurations(object)) {
    if ("object" in embedded) assembly.objects.push(placedInside(embedded, placed, unit));
    else {
      const { kind, path, reason } = embedded;
      const { line } = placed.locate(path);
      assembly.notExamined.push({ file, line, kind, reason });
    }
  }
  if (!item.known) assembly.unknownKinds.add(object);
  for (const problem of item.problems) addDecodeProblem(assembly, { ...placed, file }, problem);
}

function placedInside(
  embedded: Embedded,
  { origin, locate }: Pick<SnapshotObject, "origin" | "locate">,
  { index }: SourceUnit,
): SnapshotInput["objects"][number] {
  const locateInside = (path: FieldPath): Location =>
    locateEmbedded(embedded, path, locate(embedded.path), index);
  const inside = { inside: embedded.path };
  return {
    object: embedded.object,
    origin: origin.from === "file" ? { ...origin, ...inside, line: locateInside([]).line } : origin,
    locate: locateInside,
  };
}

/** Parts an object of a kustomization from the note on where it came from. */
function takeFile(
  { rendered, builtFrom, name }: SourceUnit,
  value: KubernetesObject,
): { readonly object: KubernetesObject; readonly file: string } {
  const { object, origin } = takeOrigin(value);
  const file = fileOfOrigin(origin, { name: rendered?.from ?? name, folder: builtFrom ?? "" });
  return { object: isKubernetesObject(object) ? object : value, file };
}

function placedIn(
  place: SlicePlace,
  value: ExaminedValue,
  item: FieldPath,
): Pick<SnapshotObject, "origin" | "locate" | "edit"> {
  const { unit, slice, file } = place;
  const { rendered } = unit;
  const locationOf = ({ start, end }: TextRange): Location => {
    const from = unit.index.positionAt(slice.start + start);
    const to = unit.index.positionAt(slice.start + end);
    const { line, column } = from;
    const { line: endLine, column: endColumn } = to;
    // Spelled out twice: a finding has its own, and spreading takes longer than finding the field.
    return rendered
      ? { file, line, column, endLine, endColumn, rendered: true, renderedFrom: rendered.from }
      : { file, line, column, endLine, endColumn, rendered: false };
  };
  const locate = (path: FieldPath): Location =>
    // Only findings ask for positions, so the slice is cut out again only then.
    locationOf(
      locateField(
        writtenText(unit, slice),
        value.positions,
        item.length === 0 ? path : [...item, ...path],
      ),
    );
  const edit = (edits: readonly Edit[]): readonly TextChange[] | string => {
    if (slice.end - slice.start > LONGEST_EDITED) return TOO_LONG;
    const text = unit.index.text.slice(slice.start, slice.end);
    const set = edits.map((each) => ({ ...each, path: [...item, ...each.path] }));
    const { splices, refused } = editDocument({ ...value, text }, [set]);
    const changes = splices.map((each) => ({ location: locationOf(each), text: each.text }));
    return refused.get(0) ?? changes;
  };
  const origin: Origin = {
    from: "file",
    file,
    document: slice.number,
    get line(): number {
      return locate([]).line;
    },
    ...(rendered && { rendered }),
    ...(unit.isPart && { isPart: true }),
  };
  return rendered ? { origin, locate } : { origin, locate, edit };
}

function offsetOf({ unit, slice }: SlicePlace, positions: Positions, path: FieldPath): number {
  return slice.start + locateField(writtenText(unit, slice), positions, path).start;
}

/** For places: a part of the text, where a line break more at its end would be a copy of it. */
function writtenText({ index }: SourceUnit, { start, end }: DocumentSlice): string {
  return index.text.slice(start, end);
}

function addDecodeProblem(
  assembly: Assembly,
  { file, locate }: { readonly file: string; readonly locate: SnapshotObject["locate"] },
  problem: DecodeProblem,
): void {
  const { line, column } = locate(problem.path);
  assembly.diagnostics.push({
    file,
    line,
    column,
    // The API server drops an unknown field and goes on; a value of a wrong type it cannot decode at all.
    severity: problem.kind === "unknown-field" ? "warning" : "error",
    message: problem.message,
  });
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

function emptyReason(text: string): string {
  return text.trim() === ""
    ? "The file is empty."
    : "The file holds only comments or empty documents.";
}

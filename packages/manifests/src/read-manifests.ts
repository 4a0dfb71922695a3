import { setImmediate } from "node:timers/promises";
import { hidingSecrets } from "@watertight/core/secrets";
import {
  type Assumptions,
  createSnapshot,
  type FactDocument,
  type NotExamined,
  type Snapshot,
} from "@watertight/core/snapshot";
import { type Assembly, assembleUnit, createAssembly, finishAssembly } from "./assemble.ts";
import type { DocumentSlice } from "./document.ts";
import { type ExaminedDocument, examineDocument } from "./examine.ts";
import { type FindOptions, findInputs } from "./files/find-inputs.ts";
import { type InputFile, type KustomizationInput, readInput } from "./files/input.ts";
import { type RenderOptions, renderInputs } from "./files/render-inputs.ts";
import { nothingExamined } from "./nothing-examined.ts";
import { createSourceUnit, type SourceUnit } from "./source-unit.ts";
import { decodeText } from "./yaml/decode-text.ts";
import { documentText } from "./yaml/split-documents.ts";

/** UTF-16 units between two reports of progress, some 20 ms of work. */
const BREATH = 500_000;

export interface ReadOptions extends RenderOptions {
  /** Files, folders, globs, charts, kustomizations; `-` is standard input. */
  readonly paths: readonly string[];
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly workingDirectory: string;
  /** Patterns of files to leave out, as in .gitignore. */
  readonly exclude: readonly string[];
  readonly excludedBelow?: FindOptions["excludedBelow"];
  /** Whether a file is the program's own, so that nobody wonders that it holds no object. */
  readonly isOwn?: (name: string) => boolean;
  readonly assumptions: Assumptions;
  /**
   * Whether a document that holds no object of Kubernetes is taken: what it shows is added to the snapshot by who takes it, and nobody
   * remarks on it here. Absent: none is.
   */
  readonly takes?: (document: FactDocument) => boolean;
  /** UTF-16 units parsed so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads whatever manifests the paths hold into a snapshot. It never throws for what it finds in them:
 * what could not be read, parsed or rendered is in the snapshot's coverage and diagnostics.
 */
export async function readManifests(options: ReadOptions): Promise<Snapshot> {
  const inputs = await findInputs(options.paths, {
    exclude: options.exclude,
    ...(options.excludedBelow && { excludedBelow: options.excludedBelow }),
    cwd: options.workingDirectory,
    ...(options.paths.includes("-") ? { stdin: options.stdin() } : {}),
  });
  const rendering = renderInputs(inputs, options);
  const files = await readUnits(inputs.files);
  const examiner = createExaminer(options.onProgress);
  // Programs render while this process examines what no kustomization can consume; what one did is examined only as rendered.
  const built = options.kustomizations === "build" ? inputs.kustomizations : [];
  const disputed = new Set(built.flatMap(({ parts }) => parts.flatMap(expectedToConsume)));
  await examiner.examine(files.units.filter(({ name }) => !disputed.has(name)));
  const { texts, consumed, notExamined, deployments } = await rendering;
  const asTheyAre = new Set(deployments.flatMap((deployment) => deployment.files));
  const isPart = (name: string): boolean => inputs.parts.has(name) && !asTheyAre.has(name);
  const units = [
    ...files.units
      .filter(({ name }) => !consumed.has(name))
      .map((unit): SourceUnit => (isPart(unit.name) ? { ...unit, isPart: true } : unit)),
    ...texts.map(createSourceUnit),
  ].sort(byName);
  await examiner.examine(units);
  const assembly = createAssembly(options.takes);
  assembly.files = files.units.length;
  assembly.notExamined.push(...inputs.notExamined, ...files.notExamined, ...notExamined);
  for (const unit of units) assembleUnit(assembly, unit, unit.slices.map(examiner.examined));
  const nothing = nothingExamined(assembly, inputs.notExamined.length);
  if (nothing) assembly.notExamined.push(nothing);
  const { isOwn } = options;
  if (isOwn && !nothing) leaveOut(assembly, isOwn);
  const read = finishAssembly(assembly);
  const snapshot = createSnapshot({
    ...read,
    deployments,
    assumptions: options.assumptions,
    sourceOf: hidingSecrets(() => snapshot.objects, read.sourceOf),
  });
  return snapshot;
}

function leaveOut({ notExamined }: Assembly, isOwn: (name: string) => boolean): void {
  const kept = notExamined.filter(({ file, kind }) => kind !== "not-kubernetes" || !isOwn(file));
  notExamined.splice(0, notExamined.length, ...kept);
}

function expectedToConsume({ consumed, lean }: KustomizationInput): readonly string[] {
  const leftOut = new Set(lean?.leftOut);
  return consumed.filter((name) => !leftOut.has(name));
}

async function readUnits(files: readonly InputFile[]): Promise<{
  readonly units: readonly SourceUnit[];
  readonly notExamined: readonly NotExamined[];
}> {
  const units: SourceUnit[] = [];
  const notExamined: NotExamined[] = [];
  for (const file of files) {
    const decoded = await readText(file);
    if ("text" in decoded) units.push(createSourceUnit({ name: file.name, ...decoded }));
    else
      notExamined.push({ file: file.name, line: 1, kind: "unreadable", reason: decoded.problem });
  }
  return { units, notExamined };
}

async function readText(file: InputFile): Promise<ReturnType<typeof decodeText>> {
  try {
    return decodeText(await readInput(file));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

interface Examiner {
  /** Examines what it has not yet seen of the units. */
  readonly examine: (units: readonly SourceUnit[]) => Promise<void>;
  readonly examined: (slice: DocumentSlice) => ExaminedDocument;
}

/** Documents with the same text (a CRD that ten install manifests repeat) are examined once and shared. */
function createExaminer(onProgress: ReadOptions["onProgress"]): Examiner {
  const byText = new Map<string, ExaminedDocument>();
  const bySlice = new Map<DocumentSlice, ExaminedDocument>();
  let done = 0;
  let total = 0;
  let breath = BREATH;
  const examineSlice = async (text: string, slice: DocumentSlice): Promise<void> => {
    const examined = byText.get(text) ?? examineDocument(text);
    byText.set(text, examined);
    bySlice.set(slice, examined);
    done += text.length;
    if (done < breath) return;
    breath = done + BREATH;
    onProgress?.(done, total);
    await setImmediate();
  };
  return {
    examine: async (units) => {
      const fresh = units.filter(({ slices }) => slices.some((slice) => !bySlice.has(slice)));
      total += fresh.reduce((sum, { index }) => sum + index.text.length, 0);
      for (const { index, slices } of fresh) {
        for (const slice of slices) await examineSlice(documentText(index.text, slice), slice);
      }
    },
    examined: (slice) => bySlice.get(slice) ?? { values: [], problems: [] },
  };
}

function byName(a: SourceUnit, b: SourceUnit): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type FieldPath,
  formatFieldPath,
  isJsonObject,
  isKubernetesObject,
  type JsonValue,
  referenceOf,
} from "@watertight/core/kubernetes";
import { expect, onTestFinished } from "vitest";
import { watertightIn } from "../packages/cli/src/journeys/watertight.ts";
import { documentText, parseDocument, splitDocuments } from "../packages/manifests/src/index.ts";

interface Found {
  readonly check: string;
  readonly fingerprint: string;
}

interface Treated extends Found {
  readonly fingerprintAfter: string | null;
  readonly object: {
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
  };
  readonly files: readonly string[];
  readonly outcome: string;
  readonly reason: string | null;
  readonly edits: readonly { readonly op: string; readonly path: string }[];
}

export interface FixReport {
  readonly findings: readonly Treated[];
  readonly revealed: readonly Treated[];
  readonly files: readonly { readonly file: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watertight-fix-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const VALUES = [
  ...["cpu-limit-missing=500m", "cpu-request-missing=100m", "memory-limit-missing=256Mi"],
  ...["memory-request-missing=128Mi", "run-as-root=10001"],
].flatMap((value) => ["--value", value]);

/** Fixes all that can be fixed below a folder, and holds the new files against the old and against a new scan. */
export async function fixAndScan(folder: string): Promise<FixReport> {
  const before = join(folder, "before");
  cpSync(join(folder, "files"), before, { recursive: true });
  const base = ["-q", "--no-config", "--no-render", "-o", "json"];
  const old = await watertightIn(folder, ["scan", "--exit-zero", ...base, "files"]);
  const fixed = await watertightIn(folder, [
    "fix",
    "--unsafe",
    "--write",
    ...base,
    ...VALUES,
    "files",
  ]);
  const report = JSON.parse(fixed.stdout) as FixReport;
  expect(unfixed(old.stdout, report)).toEqual([]);
  const scanned = await watertightIn(folder, ["scan", "--exit-zero", ...base, "files"]);
  expect(foreseen(report)).toEqual(found(scanned.stdout));
  const said = editsByObject(report);
  for (const { file } of report.files) expectSameButFixed(join(folder, file), file, before, said);
  return report;
}

/** Findings of the scan before that have a fix of which the report says neither that it was done nor why not; and the report of none. */
function unfixed(json: string, { findings }: FixReport): readonly unknown[] {
  const outcomes = new Map(findings.map((each) => [each.fingerprint, each]));
  const fixable = (JSON.parse(json) as { readonly findings: Fixable[] }).findings.filter(
    ({ fix }) => fix && fix.safety !== "needs-value",
  );
  if (fixable.length === 0) return ["nothing can be fixed"];
  return fixable.filter(({ fingerprint }) => {
    const { outcome, reason } = outcomes.get(fingerprint) ?? {};
    return outcome !== "fixed" && !(outcome === "refused" && reason);
  });
}

interface Fixable extends Found {
  readonly fix?: { readonly safety: string };
}

/** What a second scan finds, by the report of the fix. */
export function foreseen({ findings, revealed }: FixReport): string[] {
  const left = [...findings, ...revealed].filter(({ outcome }) => outcome !== "fixed");
  return named(left.map((treated) => [treated, treated.fingerprintAfter]));
}

/** What a scan has found, accepted or not. */
export function found(json: string): string[] {
  const { findings, excepted } = JSON.parse(json) as Record<"findings" | "excepted", Found[]>;
  return named([...findings, ...excepted].map((each) => [each, each.fingerprint]));
}

function named(list: readonly (readonly [Found, string | null])[]): string[] {
  return list.map(([{ check }, known]) => `${known ?? "gone"} ${check}`).sort();
}

/** Paths of the edits that the report has of an object, by the object; undefined where several files show it. */
function editsByObject({ findings, revealed }: FixReport): Map<string, Said> {
  const said = new Map<string, Said>();
  for (const { object, files, outcome, edits } of [...findings, ...revealed]) {
    if (outcome !== "fixed") continue;
    const key = JSON.stringify([object.kind, object.namespace, object.name]);
    const known = said.get(key) ?? { files: new Set(), edits: [] };
    for (const file of files) known.files.add(file);
    known.edits.push(...edits);
    said.set(key, known);
  }
  return said;
}

interface Said {
  readonly files: Set<string>;
  readonly edits: Treated["edits"][number][];
}

/** Documents are as many as before, those that mean the same are the same to the character, and others differ where it is said. */
function expectSameButFixed(
  path: string,
  file: string,
  before: string,
  said: ReadonlyMap<string, Said>,
): void {
  const [old, fresh] = [join(before, file.slice("files/".length)), path].map((each) =>
    readFileSync(each, "utf8"),
  );
  if (old === undefined || fresh === undefined) throw new Error(`${file} is gone.`);
  const [slices, newSlices] = [splitDocuments(old), splitDocuments(fresh)];
  expect([file, newSlices.length]).toEqual([file, slices.length]);
  expect([file, between(fresh, newSlices)]).toEqual([file, between(old, slices)]);
  for (const [index, slice] of slices.entries()) {
    const newSlice = newSlices[index];
    if (!newSlice) continue;
    const [text, newText] = [documentText(old, slice), documentText(fresh, newSlice)];
    if (text === newText) continue;
    const [value, newValue] = [text, newText].map(
      (each) => parseDocument(each).values[0]?.value ?? null,
    );
    if (printed(value) === printed(newValue)) expect(newText).toBe(text);
    expect([file, index, unsaid(value ?? null, newValue ?? null, said)]).toEqual([file, index, []]);
  }
}

/** What stands before, between and behind the documents. */
function between(text: string, slices: ReturnType<typeof splitDocuments>): string[] {
  const ends = [0, ...slices.map(({ end }) => end)];
  return ends.map((end, index) => text.slice(end, slices[index]?.start));
}

/** Fields that differ between two states of an object and that no edit in the report accounts for. */
function unsaid(old: JsonValue, fresh: JsonValue, said: ReadonlyMap<string, Said>): string[] {
  if (!isKubernetesObject(old)) return [];
  const { kind, namespace = null, name } = referenceOf(old);
  const of = said.get(JSON.stringify([kind, namespace, name]));
  if (!of) return [`no fix of ${kind} ${name}`];
  // The report has the edits of one file of an object only.
  if (of.files.size > 1) return [];
  const [leaves, newLeaves] = [leavesOf(old), leavesOf(fresh)];
  const places = of.edits.map(({ op, path }) =>
    // What goes from a list moves what is behind it.
    op === "remove" ? path.replace(/\[\d+\]$/, "") : path,
  );
  return [...new Set([...leaves.keys(), ...newLeaves.keys()])].filter(
    (leaf) =>
      leaves.get(leaf) !== newLeaves.get(leaf) &&
      !places.some((place) => isWithin(leaf, place) || isEmptied(leaf, place, leaves, newLeaves)),
  );
}

/** An empty object or list, or none, in which something was put, or from which the last thing was taken. */
function isEmptied(leaf: string, place: string, ...states: ReadonlyMap<string, string>[]): boolean {
  const values = states.map((leaves) => leaves.get(leaf) ?? "gone");
  return (
    isWithin(place, leaf) && values.every((value) => ["{}", "[]", "null", "gone"].includes(value))
  );
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^(?:$|[.[])/.test(path.slice(outer.length));
}

/** Every value that holds no other, by its path. */
function leavesOf(value: JsonValue): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const visit = (each: JsonValue, path: FieldPath): void => {
    const inner: [string | number, JsonValue][] = Array.isArray(each)
      ? [...(each as readonly JsonValue[]).entries()]
      : isJsonObject(each)
        ? Object.entries(each)
        : [];
    if (inner.length === 0) leaves.set(formatFieldPath(path), printed(each));
    for (const [key, member] of inner) visit(member, [...path, key]);
  };
  visit(value, []);
  return leaves;
}

function printed(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? `${each}n` : each,
  );
}

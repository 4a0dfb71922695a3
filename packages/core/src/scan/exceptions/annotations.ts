import { type Exception, isDay } from "../../findings/exception.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

const IGNORE = "watertight.dev/ignore";
const IGNORE_REASON = "watertight.dev/ignore-reason";
const IGNORE_UNTIL = "watertight.dev/ignore-until";
const BESIDE_IGNORE = [IGNORE_REASON, IGNORE_UNTIL];

/** An exception that an object states of itself. */
export interface AnnotatedException {
  readonly exception: Exception;
  /** Of the annotation, in the object. */
  readonly path: FieldPath;
  /** Only weaknesses below this path are excepted; `[]`: the whole object. */
  readonly within: FieldPath;
}

/** The ids of the checks that a name is of, which may be one of before; none for a name that is none. */
export type CheckNames = (name: string) => readonly string[];

/** Annotations of an object or of one of its pod templates. */
export interface AnnotatedPlace {
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Of `metadata`, in the object. */
  readonly metadataPath: FieldPath;
  readonly within: FieldPath;
}

/** The object's own metadata, then that of each pod template in it. */
export function* annotatedPlacesOf({
  object,
  podTemplates,
}: SnapshotObject): Generator<AnnotatedPlace> {
  yield {
    annotations: stringMapOf(object, "annotations"),
    labels: stringMapOf(object, "labels"),
    metadataPath: ["metadata"],
    within: [],
  };
  for (const template of podTemplates) {
    if (template.path.length === 0) continue;
    const { annotations, labels } = template.metadata;
    const metadataPath = locateInObject(template, ["metadata"]);
    yield { annotations, labels, metadataPath, within: template.path };
  }
}

/** The exceptions in `watertight.dev/ignore`, one for each check that it names; `idsOf` gives the checks that a name is of, none for one that is none. */
export function* annotatedExceptionsOf(
  target: SnapshotObject,
  idsOf: CheckNames,
): Generator<AnnotatedException> {
  for (const place of annotatedPlacesOf(target)) {
    const { annotations, metadataPath, within } = place;
    const ignore = annotations[IGNORE];
    if (ignore === undefined) {
      const stray = BESIDE_IGNORE.find((key) => annotations[key] !== undefined);
      if (stray === undefined) continue;
      const strayPath = [...metadataPath, "annotations", stray];
      const problems = [`${stray} has no ${IGNORE} beside it`];
      yield { exception: attempt(target, strayPath, problems), path: strayPath, within };
      continue;
    }
    const path = [...metadataPath, "annotations", IGNORE];
    const entries = ignore.split(",").map((entry) => entry.trim());
    for (const entry of entries) {
      const exception = exceptionOf(entry, { target, annotations, path, idsOf });
      yield { exception, path, within };
    }
  }
}

interface Surroundings {
  readonly target: SnapshotObject;
  readonly annotations: Readonly<Record<string, string>>;
  readonly path: FieldPath;
  readonly idsOf: CheckNames;
}

function exceptionOf(entry: string, surroundings: Surroundings): Exception {
  const { target, annotations, path, idsOf } = surroundings;
  const { check, container } = partsOf(entry);
  const checks = idsOf(check);
  const until = annotations[IGNORE_UNTIL]?.trim();
  return {
    ...attempt(target, path, [...problemsOf(entry, surroundings)]),
    checks: checks.length === 0 ? [check] : checks,
    ...(container === undefined ? {} : { container }),
    reason: reasonOf(annotations),
    ...(until === undefined ? {} : { until }),
  };
}

function* problemsOf(entry: string, { annotations, idsOf }: Surroundings): Generator<string> {
  const { check, container } = partsOf(entry);
  const until = annotations[IGNORE_UNTIL]?.trim();
  if (idsOf(check).length === 0) yield `there is no check "${check}" to except`;
  if (container === "") yield `the entry "${entry}" names no container after the @`;
  if (reasonOf(annotations) === "") yield `the exception for "${check}" has no ${IGNORE_REASON}`;
  if (until !== undefined && !isDay(until)) {
    yield `${IGNORE_UNTIL} "${until}" is no day, as 2027-01-31`;
  }
}

function reasonOf(annotations: Readonly<Record<string, string>>): string {
  return (annotations[IGNORE_REASON] ?? "").trim();
}

/** `check` or `check@container`. */
function partsOf(entry: string): { readonly check: string; readonly container?: string } {
  const at = entry.indexOf("@");
  if (at < 0) return { check: entry };
  return { check: entry.slice(0, at).trim(), container: entry.slice(at + 1).trim() };
}

/** What was tried, before anything of it is known. */
function attempt(
  { locate }: SnapshotObject,
  path: FieldPath,
  problems: readonly string[],
): Exception {
  return {
    source: "annotation",
    checks: [],
    reason: "",
    location: locate(path),
    problems,
  };
}

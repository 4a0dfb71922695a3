import type { ExceptionScope } from "../../findings/exception.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** A weakness of one object, as exceptions look at it. */
export interface ExceptionSubject {
  readonly check: string;
  readonly target: SnapshotObject;
  readonly container: string | undefined;
  /** In the object, formatted. */
  readonly path: string;
  readonly file: string;
  readonly valueFingerprint: string | undefined;
}

/** Whether a weakness is within the scope of an exception. */
export function isWithin(subject: ExceptionSubject, scope: ExceptionScope): boolean {
  const { kind, namespace, name } = subject.target.reference;
  return (
    includes(scope.checks, subject.check) &&
    matches(scope.kind, kind) &&
    matches(scope.namespace, namespace) &&
    matches(scope.name, name) &&
    matches(scope.container, subject.container) &&
    matches(scope.path, subject.path) &&
    hasLabels(subject.target, scope.labels) &&
    hasFileAndValue(subject, scope)
  );
}

function includes(checks: readonly string[], check: string): boolean {
  return checks.includes(check) || checks.includes("*");
}

function hasFileAndValue(subject: ExceptionSubject, { file, value }: ExceptionScope): boolean {
  return (
    (file === undefined || matchesFile(file, subject.file)) &&
    (value === undefined || value === subject.valueFingerprint)
  );
}

function matches(pattern: string | undefined, text: string | undefined): boolean {
  if (pattern === undefined) return true;
  return text !== undefined && matchesPattern(pattern, text);
}

/** Whether a text fits a pattern in which `*` stands for any text; the time is linear in both. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return pattern === text;
  if (!text.startsWith(start) || text.length < start.length + end.length) return false;
  let from = start.length;
  const until = text.length - end.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > until) return false;
    from = at + part.length;
  }
  return text.endsWith(end);
}

/**
 * Whether the end of a file's path fits a pattern: `web.yaml` and `deploy/*.yaml` fit `./deploy/web.yaml`. `*` stands for
 * any text without a slash, `**` for any number of folders.
 */
export function matchesFile(pattern: string, file: string): boolean {
  const wanted = pattern
    .replaceAll("\\", "/")
    .replace(/^(?:\.?\/)+/, "")
    .split("/");
  const given = file.replaceAll("\\", "/").split("/");
  // reached[i]: the segments of the pattern so far can end just before segment i of the file. The path may begin anywhere.
  let reached = Array.from({ length: given.length + 1 }, () => true);
  for (const segment of wanted) {
    const next = reached.map(() => false);
    for (let index = 0; index <= given.length; index++) {
      if (segment === "**") next[index] = reached[index] === true || next[index - 1] === true;
      else if (index > 0 && reached[index - 1] === true)
        next[index] = matchesPattern(segment, given[index - 1] ?? "");
    }
    reached = next;
  }
  return reached[given.length] === true;
}

function hasLabels(
  { object }: SnapshotObject,
  wanted: Readonly<Record<string, string>> | undefined,
): boolean {
  if (wanted === undefined) return true;
  const labels = stringMapOf(object, "labels");
  return Object.entries(wanted).every(([key, value]) => {
    const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return label !== undefined && matchesPattern(value, label);
  });
}

import type { ExceptionCheck } from "../checks/check.ts";
import type { Exception, JudgedException } from "../findings/exception.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { ExceptionBook } from "./exceptions/book.ts";
import { fingerprintOf, identityText, stablePath } from "./fingerprint.ts";

type Severities = Readonly<Record<string, Severity>>;

/** What is wrong with the exceptions that an object states of itself; its weaknesses have been looked up before. */
export function annotatedFindings(
  target: SnapshotObject,
  book: ExceptionBook,
  checks: readonly ExceptionCheck[],
  severities: Severities,
): readonly Finding[] {
  const ordinals = new Map<string, number>();
  return book.judgeAnnotated(target).flatMap(({ judged, path }) => {
    const stable = stablePath(target.object, path);
    return findingsOf(judged, checks, {
      ordinals,
      severities,
      stable,
      object: target.reference,
      path: formatFieldPath(path),
    });
  });
}

/** What is wrong with the exceptions of the configuration; the whole input has been looked up before. */
export function* configuredFindings(
  all: readonly JudgedException[],
  checks: readonly ExceptionCheck[],
  severities: Severities,
): Generator<Finding> {
  const ordinals = new Map<string, number>();
  for (const [index, judged] of all.entries()) {
    const { location } = judged.exception;
    yield* findingsOf(judged, checks, {
      ordinals,
      severities,
      stable: statementOf(judged.exception),
      object: {
        apiVersion: "watertight.dev/v1",
        kind: "Configuration",
        name: location.file.replace(/^.*[/\\]/, ""),
      },
      path: formatFieldPath(["exceptions", index]),
    });
  }
}

/** What recognises an exception: what it says, not its place in the list. */
function statementOf(exception: Exception): string {
  const { checks, kind, namespace, name, labels, container, path, file, value } = exception;
  return JSON.stringify([checks, kind, namespace, name, labels, container, path, file, value]);
}

interface Place {
  readonly ordinals: Map<string, number>;
  readonly severities: Severities;
  readonly stable: string;
  readonly object: ObjectReference;
  readonly path: string;
}

function findingsOf(
  judged: JudgedException,
  checks: readonly ExceptionCheck[],
  { ordinals, severities, stable, object, path }: Place,
): readonly Finding[] {
  const identity = identityText(object);
  const quoted = JSON.stringify(stable);
  return checks.flatMap((check) =>
    Array.from(check.evaluate(judged), (message): Finding => {
      const key = `${check.id}\n${stable}`;
      const ordinal = ordinals.get(key) ?? 0;
      ordinals.set(key, ordinal + 1);
      const name = check.formerId ?? check.id;
      const parts = { check: name, identity, container: "", path: quoted, ordinal };
      return {
        check: check.id,
        severity: severities[check.id] ?? check.severity,
        fingerprint: fingerprintOf(parts),
        object,
        path,
        message,
        location: judged.exception.location,
        alsoAt: [],
        cause: `${object.kind} ${object.name}: ${check.id}`,
      };
    }),
  );
}

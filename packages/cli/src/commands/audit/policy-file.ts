import { type AuditPolicy, type PolicyProblem, readAuditPolicy } from "@watertight/core/audit";
import { type FieldPath, formatFieldPath } from "@watertight/core/kubernetes";
import { errorWords, locateField, parseDocument } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import type { Context } from "../../context.ts";
import { readText } from "../../files.ts";
import { UsageError } from "../../usage-error.ts";

/** A line and a column, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something about a policy file that an API server refuses or ignores. */
interface PolicyFileProblem extends Pick<PolicyProblem, "effect" | "message"> {
  /** Absent where the text is no YAML. */
  readonly path: FieldPath | undefined;
  readonly place: Place;
}

/** A policy of a file, which may be one that no API server would start with. */
export interface ReadPolicyFile {
  readonly file: string;
  readonly policy: AuditPolicy | undefined;
  readonly problems: readonly PolicyFileProblem[];
  readonly placeOf: (path: FieldPath) => Place;
}

/** Reads a policy file as an API server reads it: of several documents the first alone. */
export async function tryPolicyFile(file: string, context: Context): Promise<ReadPolicyFile> {
  const text = file === "-" ? await standardInput(context) : await readText(file, WHAT, context);
  const { values, problems } = parseDocument(text);
  const [first, ...others] = values;
  const placeOf = (path: FieldPath): Place =>
    placeAt(text, first ? locateField(text, first.positions, path).start : 0);
  const faults = problems.map(({ severity, message, offset }): PolicyFileProblem => {
    // What follows the first document is not even parsed by the server.
    const isRefused = severity === "error" && !first;
    const effect = isRefused ? "refused" : "ignored";
    return { effect, message: clause(message), path: undefined, place: placeAt(text, offset) };
  });
  if (!first) return { file, policy: undefined, problems: faults, placeOf };
  const read = readAuditPolicy(first.value);
  const further: readonly PolicyFileProblem[] =
    others.length === 0 ? [] : [furtherDocuments(others.length, placeOf([]))];
  return {
    file,
    policy: read.policy,
    problems: [
      ...faults,
      ...further,
      ...read.problems.map((each) => ({ ...each, place: placeOf(each.path) })),
    ].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column),
    placeOf,
  };
}

/** A policy that there is: one that no API server would start with is wrong usage, told with each line. */
export async function readPolicyFile(
  file: string,
  context: Context,
  verb: string,
): Promise<ReadPolicyFile & { readonly policy: AuditPolicy }> {
  const read = await tryPolicyFile(file, context);
  const { policy, problems } = read;
  if (policy) return { ...read, policy };
  throw new UsageError(`No API server starts with the audit policy ${file}:`, {
    verb,
    details: problems
      .filter(({ effect }) => effect === "refused")
      .map((problem) => sanitize(problemLine(file, problem))),
  });
}

/** `policy.yaml:3:5: rules[0].level: must be …`. */
function problemLine(file: string, { path, place, message }: PolicyFileProblem): string {
  const field = path === undefined || path.length === 0 ? "" : `${formatFieldPath(path)}: `;
  return `${file}:${place.line}:${place.column}: ${field}${message}`;
}

const WHAT = "The audit policy";

async function standardInput({ stdin }: Context): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stdin()) chunks.push(chunk);
  } catch (error) {
    throw new UsageError(`${WHAT} cannot be read from standard input: ${errorWords(error)}.`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function furtherDocuments(count: number, place: Place): PolicyFileProblem {
  const which = count === 1 ? "the second document is" : `${count} documents after the first are`;
  return { effect: "ignored", message: `${which} ignored`, path: undefined, place };
}

function clause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, "")}`;
}

/** Where a UTF-16 offset lies. */
function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

import type { ObjectReference } from "@watertight/core/kubernetes";
import type { Location, NotExamined, Snapshot } from "@watertight/core/snapshot";
import { sanitize } from "../terminal/sanitize.ts";

/** `Deployment shop/web`; `Namespace shop` where there is no namespace. */
export function headingOf({ kind, namespace, name }: ObjectReference): string {
  const shown = name === "" ? "(no name)" : name;
  return `${kind} ${namespace === undefined ? shown : `${namespace}/${shown}`}`;
}

/** Equal for references to the same object. */
export function keyOf({ apiVersion, kind, namespace, name }: ObjectReference): string {
  return JSON.stringify([apiVersion, kind, namespace ?? null, name]);
}

/** `path: message`, or the message alone when it is about the object itself. */
export function pathAndMessage(finding: {
  readonly path: string;
  readonly message: string;
}): string {
  return finding.path === "" ? finding.message : `${finding.path}: ${finding.message}`;
}

/** `file:line:column`. */
export function positionOf(location: Pick<Location, "file" | "line" | "column">): string {
  return `${location.file}:${location.line}:${location.column}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Like `sanitize`, but line breaks stay, as `\n`. */
export function sanitizeLines(text: string): string {
  if (!/[\r\n]/.test(text)) return sanitize(text);
  return text
    .split(/\r\n|\r|\n/)
    .map(sanitize)
    .join("\n");
}

/** Whether it was left out on purpose, which leaves the exit status alone. */
export function isHarmless({ kind }: NotExamined): boolean {
  return kind === "not-kubernetes" || kind === "ignored";
}

const PROGRAMS = { helm: "Helm", kustomize: "Kustomize" } as const;

/** Names the program whose output a location of an object is in; `undefined` for a file as written. */
export function createRenderedBy(
  snapshot: Snapshot,
): (object: ObjectReference, location: Location) => string | undefined {
  let programs: Map<string, string> | undefined;
  return (object, location) => {
    if (!location.rendered) return undefined;
    programs ??= programsOf(snapshot);
    return programs.get(keyOf(object) + location.file) ?? "Helm or Kustomize";
  };
}

function programsOf(snapshot: Snapshot): Map<string, string> {
  const programs = new Map<string, string>();
  for (const { reference, origin } of snapshot.objects) {
    if (origin.rendered) programs.set(keyOf(reference) + origin.file, PROGRAMS[origin.rendered.by]);
  }
  return programs;
}

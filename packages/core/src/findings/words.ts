import type { ObjectReference } from "../kubernetes/object.ts";
import type { Location } from "../snapshot/origin.ts";

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
  // An API server has objects and no lines.
  if (/^https?:\/\//.test(location.file)) return location.file;
  return `${location.file}:${location.line}:${location.column}`;
}

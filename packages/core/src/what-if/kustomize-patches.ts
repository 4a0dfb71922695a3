import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { isKubernetesObject } from "../kubernetes/object.ts";
import type { ReadChanges, Source, Target } from "./model.ts";

/** A patch of a kustomization: to what, and its text or the file that holds it. */
export type NamedPatch = { readonly target: Target | undefined } & (
  | { readonly text: string }
  | { readonly file: string }
);

/** The patches that a kustomization names, or a whole sentence on why they cannot be made; undefined where the document is none. */
export function patchesOf(
  document: JsonValue,
): readonly NamedPatch[] | { readonly problem: string } | undefined {
  const kind = textAt(document, "kind");
  if (!isJsonObject(document) || !isJsonList(document["patches"])) return undefined;
  const isOwn = kind === "Kustomization" || kind === "Component";
  // Answers of our own name patches too.
  if (!isOwn && (isKubernetesObject(document) || Object.hasOwn(document, "schemaVersion")))
    return undefined;
  const patches: NamedPatch[] = [];
  for (const patch of listAt(document, "patches")) {
    const named = namedPatch(patch);
    if ("problem" in named) return named;
    patches.push(named);
  }
  return patches;
}

function namedPatch(patch: JsonValue): NamedPatch | { readonly problem: string } {
  const target = patchTarget(objectAt(patch, "target"));
  if (target && "problem" in target) return target;
  const text = textAt(patch, "patch");
  const file = textAt(patch, "path");
  if (text === "" && file === "") return { problem: "A patch has neither patch nor path." };
  return text === "" ? { target, file } : { target, text };
}

/** What a patch that is written there asks for. */
export function changesOfPatch(
  patch: JsonValue,
  target: Target | undefined,
  source: Source,
): ReadChanges {
  if (isJsonList(patch)) {
    return target
      ? { changes: [{ kind: "patch", target, operations: patch }] }
      : { problem: "A JSON Patch needs a target." };
  }
  if (!isJsonObject(patch)) return { problem: "A patch is an object, or a list of operations." };
  if (target) return { changes: [{ kind: "merge", target, patch: withoutNames(patch) }] };
  if (!isKubernetesObject(patch))
    return { problem: "A patch without a target has apiVersion, kind and metadata.name." };
  return { changes: [{ kind: "apply", object: patch, source }] };
}

/** Kustomize takes the target's names, whatever the patch calls it. */
function withoutNames(patch: JsonObject): JsonObject {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = patch;
  if (!isJsonObject(metadata)) return rest;
  const { name: _name, namespace: _namespace, ...more } = metadata;
  return { ...rest, metadata: more };
}

const PLAIN = /^(?:[\w:-]|\\[.*+?^${}()|[\]\\]|\.(?![*+?{]))*$/;

/** Kustomize reads names as regular expressions; only those that name one thing are taken. */
function patchTarget(
  target: Readonly<Record<string, JsonValue>>,
): Target | { readonly problem: string } | undefined {
  const names = Object.entries(target);
  if (names.length === 0) return undefined;
  for (const [field, value] of names) {
    if (!["group", "version", "kind", "namespace", "name"].includes(field))
      return { problem: `A target is named here, not selected by ${field}.` };
    if (typeof value !== "string" || !PLAIN.test(value))
      return { problem: `The ${field} of a target is a name here, and no pattern.` };
  }
  const plain = (field: string): string =>
    textAt(target, field).replace(/\\([.*+?^${}()|[\]\\])/g, "$1");
  const namespace = plain("namespace");
  return {
    ...(target["group"] !== undefined && { group: plain("group") }),
    ...(namespace !== "" && { namespace }),
    kind: plain("kind"),
    name: plain("name"),
  };
}

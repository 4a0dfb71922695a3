import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { groupOf, isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import type { Change, ReadChanges, Source, Target, TextEdit } from "./model.ts";

/** What a document asks for: an object or a list of them, or what `fixes`, `fix` and `network synthesize` print as JSON. */
export function changesIn(
  document: JsonValue,
  how: "apply" | "delete" | "put",
  source: Source,
): ReadChanges {
  if (isListOfObjects(document)) {
    return joined(listAt(document, "items").map((item) => changesIn(item, how, source)));
  }
  if (isKubernetesObject(document)) return { changes: changesOfObject(document, how, source) };
  if (how === "apply" && isJsonObject(document) && document["schemaVersion"] !== undefined) {
    return changesOfAnswer(document, source);
  }
  return { problem: "It is no object of Kubernetes and no answer that holds changes." };
}

function isListOfObjects(document: JsonValue): boolean {
  return textAt(document, "kind").endsWith("List") && isJsonList(valueAt(document, "items"));
}

function changesOfObject(
  object: KubernetesObject,
  how: "apply" | "delete" | "put",
  source: Source,
): readonly Change[] {
  if (how !== "delete") return [{ kind: how, object, source }];
  return [{ kind: "delete", target: targetOf(object) }];
}

/** The object that a document of it names. */
export function targetOf(object: KubernetesObject): Target {
  const namespace = textAt(object, "metadata", "namespace");
  return {
    group: groupOf(object),
    kind: object.kind,
    name: textAt(object, "metadata", "name"),
    ...(namespace !== "" && { namespace }),
  };
}

function joined(all: readonly ReadChanges[]): ReadChanges {
  const bad = all.find((each) => "problem" in each);
  return bad ?? { changes: all.flatMap((each) => ("changes" in each ? each.changes : [])) };
}

/** One of the documents that our own verbs print. */
function changesOfAnswer(document: JsonObject, source: Source): ReadChanges {
  if (isJsonList(document["edits"])) return changesOfFixes(listAt(document, "edits"), source);
  if (isJsonList(document["policies"])) {
    return joined(listAt(document, "policies").map((each) => changesIn(each, "apply", source)));
  }
  if (isJsonList(document["findings"]) && isJsonList(document["revealed"])) {
    return { changes: changesOfFix(document) };
  }
  return { problem: "It is an answer of Watertight that holds no changes." };
}

/** `fixes -o json`. */
function changesOfFixes(edits: readonly JsonValue[], source: Source): ReadChanges {
  const changes: Change[] = [];
  const byTarget = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const op = textAt(edit, "op");
    const target = targetOfReference(objectAt(edit, "object"));
    const key = JSON.stringify(target);
    const value = valueAt(edit, "value") ?? null;
    const own = textEdit(edit);
    if (op === "delete") changes.push({ kind: "delete", target });
    else if (op === "create" && isKubernetesObject(value))
      changes.push({ kind: "apply", object: value, source });
    else if (!own) return { problem: `"${op}" is no edit that can be made.` };
    else if (byTarget.has(key)) byTarget.get(key)?.push(own);
    else {
      const list = [own];
      byTarget.set(key, list);
      changes.push({ kind: "edit", target, edits: list });
    }
  }
  return { changes };
}

/** `fix -o json`: what it would change, first of what was found and then of what came to light. */
function changesOfFix(document: JsonObject): readonly Change[] {
  return ["findings", "revealed"].flatMap((list) => {
    const byTarget = new Map<string, { target: Target; edits: TextEdit[] }>();
    for (const finding of listAt(document, list)) {
      if (textAt(finding, "outcome") !== "fixed") continue;
      const file = textAt(finding, "location", "file");
      const target = { ...targetOfReference(objectAt(finding, "object")), file };
      const key = JSON.stringify(target);
      const known = byTarget.get(key) ?? { target, edits: [] };
      byTarget.set(key, known);
      known.edits.push(...listAt(finding, "edits").flatMap((edit) => textEdit(edit) ?? []));
    }
    return [...byTarget.values()].map((each) => ({ kind: "edit", ...each }) as const);
  });
}

function textEdit(edit: JsonValue): TextEdit | undefined {
  const op = (["add", "replace", "remove"] as const).find((each) => each === textAt(edit, "op"));
  return op && { op, path: textAt(edit, "path"), value: valueAt(edit, "value") ?? null };
}

function targetOfReference(reference: JsonObject): Target {
  const namespace = textAt(reference, "namespace");
  return {
    group: groupOf({ apiVersion: textAt(reference, "apiVersion") }),
    kind: textAt(reference, "kind"),
    name: textAt(reference, "name"),
    ...(namespace !== "" && { namespace }),
  };
}

import type { FieldPath } from "../../kubernetes/field-path.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import { type KubernetesObject, stringMapOf } from "../../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../../kubernetes/pod-template.ts";
import { decodeBase64 } from "../../secrets/find.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { TextOfObject } from "./found-secrets.ts";
import { type PodContainer, podContainersOf } from "./pod-containers.ts";

// A copy of the whole object, whose fields the other checks examine.
const COPY = "kubectl.kubernetes.io/last-applied-configuration";

/** The literal values of environment variables. */
export function environmentTextsOf(template: PodTemplate): readonly TextOfObject[] {
  // Two checks ask of one pod after another; to keep them for all pods of a cluster would fill the memory.
  if (last?.template !== template) last = { template, texts: [...environmentTextsIn(template)] };
  return last.texts;
}

let last: { readonly template: PodTemplate; readonly texts: readonly TextOfObject[] } | undefined;

function* environmentTextsIn(template: PodTemplate): Generator<TextOfObject> {
  for (const { container, path, label } of podContainersOf(template)) {
    for (const [index, { name, value }] of (container.env ?? []).entries()) {
      if (typeof value !== "string" || value === "") continue;
      yield {
        path: locateInObject(template, [...path, "env", index, "value"]),
        text: value,
        label: `${label}: variable ${name}`,
        key: name,
        assigns: true,
        container: container.name,
      };
    }
  }
}

/** The words of commands, with the option that each is the value of. */
export function* commandTextsOf(template: PodTemplate): Generator<TextOfObject> {
  for (const each of podContainersOf(template)) yield* wordsOf(each, template);
}

function* wordsOf(
  { container, path, label }: PodContainer,
  template: PodTemplate,
): Generator<TextOfObject> {
  for (const field of ["command", "args"] as const) {
    const words = container[field] ?? [];
    for (const [index, text] of words.entries()) {
      const option = /^--?([A-Za-z][\w.-]*)$/.exec(words[index - 1] ?? "")?.[1];
      const isValue = option !== undefined && !text.startsWith("-");
      yield {
        path: locateInObject(template, [...path, field, index]),
        text,
        label: `${label}: ${field}`,
        ...(isValue ? { key: option } : {}),
        assigns: true,
        container: container.name,
      };
    }
  }
}

/** The annotations of an object and of its pods. */
export function* annotationTextsOf(entry: SnapshotObject): Generator<TextOfObject> {
  for (const { path, annotations } of annotationsOf(entry)) {
    for (const [key, text] of Object.entries(annotations)) {
      if (key === COPY) continue;
      const label = `annotation ${key}`;
      // Prefixes are domains: `vault.example.com/agent-inject-secret-db` is about the last part.
      yield { path: [...path, key], text, label, key: key.slice(key.lastIndexOf("/") + 1) };
    }
  }
}

function* annotationsOf({ object, podTemplates }: SnapshotObject): Generator<{
  readonly path: FieldPath;
  readonly annotations: Readonly<Record<string, string>>;
}> {
  yield { path: ["metadata", "annotations"], annotations: stringMapOf(object, "annotations") };
  for (const template of podTemplates) {
    // A Pod is its own template.
    if (template.path.length === 0 && !template.locate) continue;
    yield {
      path: locateInObject(template, ["metadata", "annotations"]),
      annotations: template.metadata.annotations,
    };
  }
}

/** The values of a ConfigMap. */
export function* configMapTextsOf(object: KubernetesObject): Generator<TextOfObject> {
  for (const [key, text] of Object.entries(objectAt(object, "data"))) {
    if (typeof text !== "string") continue;
    yield { path: ["data", key], text, label: `data key ${key}`, key, assigns: true };
  }
  for (const [key, encoded] of Object.entries(objectAt(object, "binaryData"))) {
    const text = typeof encoded === "string" ? decodeBase64(encoded) : undefined;
    if (text !== undefined)
      yield { path: ["binaryData", key], text, label: `binaryData key ${key}` };
  }
}

/** The values of a Secret, decoded. */
export function* secretTextsOf(object: KubernetesObject): Generator<TextOfObject> {
  for (const field of ["data", "stringData"] as const) {
    for (const [key, value] of Object.entries(objectAt(object, field))) {
      if (typeof value !== "string") continue;
      const text = field === "data" ? (decodeBase64(value) ?? value) : value;
      yield { path: [field, key], text, label: `key ${key}`, key, assigns: true };
    }
  }
}

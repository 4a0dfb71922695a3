import {
  type FieldPath,
  formatFieldPath,
  isComponentConfiguration,
  isKubernetesObject,
  type KubernetesObject,
  mayBeComponentConfiguration,
  objectAt,
  referenceOf,
} from "@watertight/core/kubernetes";
import type { Location, SourceText } from "@watertight/core/snapshot";
import type { Positions } from "./document.ts";
import { looksLikeTemplate } from "./files/template-text.ts";
import { LineIndex } from "./source-text.ts";
import { locateField } from "./yaml/locate-field.ts";
import { parseDocument } from "./yaml/parse-document.ts";
import { documentText, splitDocuments } from "./yaml/split-documents.ts";

/** A component's configuration that is text in a ConfigMap or Secret, as kubeadm keeps the kubelet's. */
export interface Embedded {
  /** With the name and the namespace of what holds it. */
  readonly object: KubernetesObject;
  /** The field that holds it. */
  readonly path: FieldPath;
  /** Where a field of it is in the text, lines and columns from 1. */
  readonly positionOf: (path: FieldPath) => { readonly line: number; readonly column: number };
  /** Whether the field holds the text as it is. */
  readonly isPlain: boolean;
}

/** A text that says it is a component's configuration and is not valid YAML. */
export interface BrokenEmbedded {
  readonly kind: "template" | "syntax-error";
  /** The field that holds it. */
  readonly path: FieldPath;
  /** A whole sentence. */
  readonly reason: string;
}

/** The configurations that an object holds, and what is broken of them. */
export function embeddedConfigurations(
  holder: KubernetesObject,
): readonly (Embedded | BrokenEmbedded)[] {
  if (holder.apiVersion !== "v1") return [];
  if (holder.kind === "ConfigMap") return inField(holder, "data", plain);
  if (holder.kind !== "Secret") return [];
  return [...inField(holder, "stringData", plain), ...inField(holder, "data", decoded)];
}

function plain(text: string): string {
  return text;
}

function decoded(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}

function inField(
  holder: KubernetesObject,
  field: string,
  read: (value: string) => string,
): readonly (Embedded | BrokenEmbedded)[] {
  return Object.entries(objectAt(holder, field)).flatMap(([key, value]) => {
    const text = typeof value === "string" ? read(value) : "";
    if (!mayBeComponentConfiguration(text)) return [];
    const index = new LineIndex(text);
    const path = [field, key];
    return splitDocuments(text).flatMap((slice): readonly (Embedded | BrokenEmbedded)[] => {
      const document = documentText(text, slice);
      const { values, problems } = parseDocument(document);
      const found = values.flatMap(({ value: object, positions }) => {
        if (!isKubernetesObject(object) || !isComponentConfiguration(object)) return [];
        const at = { document, positions, start: slice.start, index };
        return [
          {
            object: named(object, holder),
            path,
            positionOf: (below: FieldPath) => positionIn(at, below),
            isPlain: read === plain,
          },
        ];
      });
      const error = problems.find(({ severity }) => severity === "error");
      return error && claimsToBeOne(document)
        ? [...found, brokenText(document, error.message, { holder, path })]
        : found;
    });
  });
}

/** Scripts and pages of text may mention such a group too: only who begins a line with it means it. */
function claimsToBeOne(document: string): boolean {
  const [, apiVersion] = /^[{\s"]*apiVersion"?:\s*["']?([^\s"',]+)/m.exec(document) ?? [];
  return apiVersion !== undefined && isComponentConfiguration({ apiVersion });
}

function brokenText(
  document: string,
  message: string,
  { holder, path }: { readonly holder: KubernetesObject; readonly path: FieldPath },
): BrokenEmbedded {
  const { kind, namespace, name } = referenceOf(holder);
  const named = [namespace, name].filter((part) => part !== undefined).join("/");
  const where = `The configuration in ${formatFieldPath(path)} of ${kind} ${named}`;
  return looksLikeTemplate(document)
    ? {
        ...{ kind: "template", path },
        reason: `${where} is a template and not YAML until it is rendered.`,
      }
    : { ...{ kind: "syntax-error", path }, reason: `${where} is not valid YAML: ${message}` };
}

function named(object: KubernetesObject, holder: KubernetesObject): KubernetesObject {
  const { name, namespace } = referenceOf(holder);
  return { ...object, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

interface PlaceInText {
  readonly document: string;
  readonly positions: Positions;
  readonly start: number;
  readonly index: LineIndex;
}

function positionIn(
  { document, positions, start, index }: PlaceInText,
  path: FieldPath,
): { readonly line: number; readonly column: number } {
  return index.positionAt(start + locateField(document, positions, path).start);
}

/**
 * Where a field of a configuration is in the file: on its own line where the text is a literal block, whose lines stand in the
 * file as they are; elsewhere the field that holds it.
 */
export function locateEmbedded(
  { positionOf, isPlain }: Embedded,
  path: FieldPath,
  holder: Location,
  source: SourceText,
): Location {
  const isLiteral = /(?:^|[\s:])\|[-+]?\s*(?:#.*)?$/.test(source.line(holder.line) ?? "");
  if (!isPlain || !isLiteral) return holder;
  const { line, column } = positionOf(path);
  const at = { line: holder.line + line, column: column + indentBelow(holder.line, source) };
  const end = (source.line(at.line) ?? "").length + 1;
  return { ...holder, ...at, endLine: at.line, endColumn: Math.max(end, at.column + 1) };
}

function indentBelow(line: number, source: SourceText): number {
  for (let at = line + 1; ; at++) {
    const text = source.line(at);
    if (text === undefined) return 0;
    if (text.trim() !== "") return text.search(/\S/);
  }
}

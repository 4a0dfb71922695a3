import { readFileSync } from "node:fs";
import {
  groupOf,
  isKubernetesObject,
  type KubernetesObject,
  referenceOf,
} from "@watertight/core/kubernetes";
import { decodeText } from "../yaml/decode-text.ts";
import { parseDocument } from "../yaml/parse-document.ts";
import { documentText, splitDocuments } from "../yaml/split-documents.ts";

/** An object of a file, as far as Kustomize keeps it. */
interface Source {
  readonly identity: string;
  readonly namespace: string;
}

/** The objects of the files, read once however many kustomizations are made of them. */
export type Sources = Map<string, readonly Source[]>;

/**
 * The file of each document of Kustomize's output, by group, kind and name; undefined as soon as one is not plainly of one
 * file. Kustomize's own notes say the same, but cost it more than the build.
 */
export function matchOrigins(
  output: string,
  files: readonly { readonly name: string; readonly path: string }[],
  known: Sources,
): readonly string[] | undefined {
  const byIdentity = new Map<string, NamedSource[]>();
  for (const { name, path } of files) {
    for (const source of sourcesOf(path, known)) {
      const named = { ...source, file: name };
      const others = byIdentity.get(source.identity);
      if (others) others.push(named);
      else byIdentity.set(source.identity, [named]);
    }
  }
  const matched: string[] = [];
  for (const slice of splitDocuments(output)) {
    const file = fileFor(headOf(documentText(output, slice)), byIdentity);
    if (file === undefined) return undefined;
    matched.push(file);
  }
  return matched;
}

interface NamedSource extends Source {
  readonly file: string;
}

function fileFor(
  head: Source | undefined,
  byIdentity: ReadonlyMap<string, readonly NamedSource[]>,
): string | undefined {
  const sources = head ? (byIdentity.get(head.identity) ?? []) : [];
  const files = new Set(sources.map(({ file }) => file));
  const exact = sources.filter(({ namespace }) => namespace === head?.namespace);
  const [file] = files.size === 1 ? files : exact.map((source) => source.file);
  return files.size === 1 || exact.length === 1 ? file : undefined;
}

/** Kustomize writes every object in the same plain block style. */
function headOf(document: string): Source | undefined {
  const metadata = /^metadata:\n(?: .*\n)*/m.exec(document)?.[0] ?? "";
  const apiVersion = capture(/^apiVersion: (\S+)$/m, document);
  const kind = capture(/^kind: (\S+)$/m, document);
  const name = capture(/^ {2}name: ([\w.:-]+)$/m, metadata);
  if (apiVersion === "" || kind === "" || name === "") return undefined;
  const namespace = capture(/^ {2}namespace: ([\w.-]+)$/m, metadata);
  return { identity: identityOf(groupOf({ apiVersion }), kind, name), namespace };
}

function capture(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? "";
}

function sourcesOf(file: string, known: Sources): readonly Source[] {
  const sources = known.get(file) ?? readSources(file);
  known.set(file, sources);
  return sources;
}

function readSources(file: string): readonly Source[] {
  const decoded = decodeText(readFileSync(file));
  if (!("text" in decoded)) return [];
  const { text } = decoded;
  return splitDocuments(text)
    .flatMap((slice) => parseDocument(documentText(text, slice)).values)
    .flatMap(({ value }) => (isKubernetesObject(value) ? [sourceOf(value)] : []));
}

function sourceOf(object: KubernetesObject): Source {
  const { kind, name, namespace = "" } = referenceOf(object);
  return { identity: identityOf(groupOf(object), kind, name), namespace };
}

function identityOf(group: string, kind: string, name: string): string {
  return `${group}/${kind}/${name}`;
}

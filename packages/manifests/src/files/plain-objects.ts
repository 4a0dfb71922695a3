import { groupOf } from "@watertight/core/kubernetes";

/** An object of a text in plain block style, as far as Kustomize tells it from others. */
export interface PlainObject {
  readonly kind: string;
  readonly name: string;
  /** Group, kind, namespace and name: what may be in a build once. */
  readonly identity: string;
  /** Whether it is a CustomResourceDefinition that no other field of a kustomization can change than one about such. */
  readonly isDefinition: boolean;
}

/**
 * The objects of a text; undefined where it is not plain what they are: templates, lists, flow style, and objects that tell
 * Kustomize what to do with them.
 */
export function plainObjectsOf(text: string): readonly PlainObject[] | undefined {
  if (text.includes("{{")) return undefined;
  // Quoted keys, merges and the like may say the same in another way.
  if (/^(?: {2})?["'?<&*!{[]/m.test(text)) return undefined;
  const documents = text.split(/^---\s*$/m).filter((document) => /^[^#\s]/m.test(document));
  const objects = documents.map(plainObjectOf);
  return objects.every((object) => object !== undefined) ? objects : undefined;
}

function plainObjectOf(document: string): PlainObject | undefined {
  const apiVersion = onlyMatch(/^apiVersion: ([\w./-]+)\s*$/gm, document);
  const kind = onlyMatch(/^kind: (\w+)\s*$/gm, document);
  const metadata = onlyMatch(/^metadata:\s*\n((?: .*\n?)+)/gm, document);
  if (apiVersion === undefined || kind === undefined || metadata === undefined) return undefined;
  // Annotations tell Kustomize to leave an object out, or to treat it as its own.
  if (/kustomize|config\.kubernetes\.io/.test(metadata)) return undefined;
  const name = memberOf(metadata, "name");
  const namespace = memberOf(metadata, "namespace");
  if (!name || namespace === undefined || kind.endsWith("List")) return undefined;
  const group = groupOf({ apiVersion });
  return {
    kind,
    name,
    identity: JSON.stringify([group, kind, namespace, name]),
    isDefinition:
      apiVersion === "apiextensions.k8s.io/v1" &&
      kind === "CustomResourceDefinition" &&
      // The service of a conversion webhook is in a namespace, which Kustomize may change.
      !/^ *conversion:/m.test(document),
  };
}

/** A plain scalar of the metadata: "" where it is absent, undefined where it is not plain. */
function memberOf(metadata: string, field: string): string | undefined {
  const written = [...metadata.matchAll(new RegExp(`^ {2}${field}\\s*:(.*)$`, "gm"))];
  if (written.length === 0) return "";
  const [, , value] = /^ (["']?)([\w.:-]+)\1\s*$/.exec(written[0]?.[1] ?? "") ?? [];
  return written.length === 1 ? value : undefined; // the last of two counts, if any does
}

/** The first group of the only match; undefined where there is none or another one. */
function onlyMatch(pattern: RegExp, text: string): string | undefined {
  const matches = [...text.matchAll(pattern)];
  return matches.length === 1 ? matches[0]?.[1] : undefined;
}

import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { objectAt } from "../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../kubernetes/object.ts";
import type { Location, Origin } from "./origin.ts";
import type { SourceObject } from "./snapshot.ts";

/*
 * What is known beside the objects of Kubernetes (what a cloud answers, what a pipeline says, what was seen on a node) is in a
 * snapshot as objects of a group of our own, so that checks, fingerprints, exceptions, baselines and reports treat it like any other.
 * Each fact has one of three states, and remembers the field of the document that it was read from: findings name that field.
 */

/** The API group of facts. */
export const FACTS_GROUP = "facts.watertight.dev";

/** The version of that group. */
export const FACTS_API_VERSION: string = `${FACTS_GROUP}/v1alpha1`;

/** The annotation of a kubelet's configuration that was seen in force: all nodes that have it, with commas between. */
export const NODES_WITH_CONFIGURATION: string = `${FACTS_GROUP}/nodes`;

/** The kind of what is known of a node, as a document of node facts says it; `spec` is the document. */
export const NODE_FACTS_KIND = "NodeFacts";

/** A document that is no object of Kubernetes, or is one that describes something else, as a source hands it over. */
export interface FactDocument {
  readonly value: JsonValue;
  readonly origin: Origin;
  /** The region of a field; of one that is absent, its nearest existing parent. */
  readonly locate: (path: FieldPath) => Location;
}

/** A place in a document, where something stands or would stand. */
export interface FactPlace {
  readonly document: FactDocument;
  readonly path: FieldPath;
  /** What people call it: the path, or what stands for the beginning of that, as a Terraform resource's address. */
  readonly name: string;
}

/** A value that a document says, or that holds because it says nothing. */
interface KnownFact {
  readonly value: JsonValue;
  /** Where nothing is written: a clause that says what makes it hold, as `absent, and then EKS opens the endpoint`. */
  readonly assumed?: string;
}

/** A value that the input does not show: it neither passes nor fails. */
interface UnknownFact {
  /** A clause on why: `known only after apply`. */
  readonly unknown: string;
}

/** What is known of one field. */
export type Fact = KnownFact | UnknownFact;

/** A fact with where it was read. */
export type PlacedFact = Fact & { readonly at: FactPlace };

/** What there is to say of one thing. A fact that its kind of thing does not have is left out: that is no unknown. */
export interface FactObject {
  readonly kind: string;
  readonly name: string;
  readonly at: FactPlace;
  readonly facts: ReadonlyMap<string, PlacedFact>;
}

/** An object of the facts' group, whose fields are `spec.NAME` for checks and what the document calls them for people. */
export function objectOfFacts({ kind, name, at, facts }: FactObject): SourceObject {
  const spec = Object.fromEntries(Array.from(facts, ([key, { at: _, ...fact }]) => [key, fact]));
  const placeOf = (path: FieldPath): FactPlace => {
    const [, key, state, ...below] = path;
    const fact = typeof key === "string" && path[0] === "spec" ? facts.get(key) : undefined;
    return fact ? placeBelow(fact.at, state === "value" ? below : []) : at;
  };
  return {
    object: { apiVersion: FACTS_API_VERSION, kind, metadata: { name }, spec },
    origin: at.document.origin,
    locate: (path) => {
      const { document, path: inDocument } = placeOf(path);
      return document.locate(inDocument);
    },
    pathText: (path) => placeOf(path).name,
  };
}

/** The place of something within what stands at a place. */
export function placeBelow({ document, path, name }: FactPlace, below: FieldPath): FactPlace {
  if (below.length === 0) return { document, path, name };
  const text = formatFieldPath(below);
  const joint = name === "" || text.startsWith("[") ? "" : ".";
  return { document, path: [...path, ...below], name: `${name}${joint}${text}` };
}

/** Whether an object is one of facts, and none that a cluster could have. */
export function isOfFacts(object: Pick<KubernetesObject, "apiVersion">): boolean {
  return groupOf(object) === FACTS_GROUP;
}

/** The path of a fact in its object, for violations and evidence; `below` leads into its value. */
export function factPath(name: string, ...below: FieldPath): FieldPath {
  return below.length === 0 ? ["spec", name] : ["spec", name, "value", ...below];
}

/** A fact of an object as text; "" where it is not known or is no text and no number. */
export function factTextOf(object: KubernetesObject, name: string): string {
  const fact = factOf(object, name);
  const value = fact && "value" in fact ? fact.value : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A fact of an object; undefined where it does not apply to it. */
export function factOf(object: KubernetesObject, name: string): Fact | undefined {
  const fact = objectAt(object, "spec")[name];
  if (!isJsonObject(fact)) return undefined;
  const { value, unknown, assumed } = fact;
  if (typeof unknown === "string") return { unknown };
  if (value === undefined) return undefined;
  return typeof assumed === "string" ? { value, assumed } : { value };
}

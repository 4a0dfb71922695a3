/**
 * Objects with places for what whoever installs them chooses. One declaration is read twice: `evaluate.ts` makes objects of it, and `tools/chart` prints it as the
 * templates of the Helm chart. So it knows no more than both can do.
 */

/** A part of an object: as it is, or a place. */
export type Template =
  | null
  | boolean
  | number
  | string
  | Place
  | readonly Template[]
  | TemplateMapping;

export interface TemplateMapping {
  /** Keeps a place from being read as a mapping: no field of the API is called so. */
  readonly $?: undefined;
  readonly [key: string]: Template | undefined;
}

/** What is known when the objects are made. A path is that of a value: `image.tag`. */
export type Text =
  | { readonly $: "value"; readonly path: string }
  | { readonly $: "namespace" }
  | { readonly $: "version" }
  | { readonly $: "text"; readonly parts: readonly (string | Text)[] }
  /** The value as the text of a file: JSON with sorted keys, which is YAML. */
  | { readonly $: "file"; readonly path: string };

export type Place = Text | Choice | Each;

/** Stands among the items of a list: all items of another list, as they are or each as the value of these keys, one within the other. */
export interface Each {
  readonly $: "each";
  readonly path: string;
  readonly within?: readonly string[];
}

/** A member or an item that is not there where the condition does not hold and nothing else is said. */
export interface Choice {
  readonly $: "choice";
  readonly when: Condition;
  readonly then: Template;
  readonly otherwise?: Template;
}

/**
 * Holds where the value is not empty: no text, list or mapping without anything in it, not 0, not false, not absent. With `is`, where it is this; with `mentions`, where this stands
 * anywhere in it.
 */
export interface ValueCondition {
  readonly path: string;
  readonly is?: string;
  readonly mentions?: string;
  /** Whether it is a mapping, with anything in it or not. */
  readonly isMapping?: boolean;
  /** Holds where it would not. */
  readonly not?: boolean;
}

export type Condition = ValueCondition | { readonly any: readonly ValueCondition[] };

/** An object of the API with its places. */
export interface ObjectTemplate {
  /** Absent: always. */
  readonly when?: Condition;
  readonly object: TemplateMapping;
}

/** The value at this path. */
export function value(path: string): Text {
  return { $: "value", path };
}

/** The namespace of the installation. */
export const NAMESPACE: Text = { $: "namespace" };

/** The version of Watertight. */
export const VERSION: Text = { $: "version" };

/** A text with places in it. */
export function text(...parts: readonly (string | Text)[]): Text {
  return { $: "text", parts };
}

/** What is only there where the condition holds; of a path alone, where the value is not empty. */
export function where(condition: Condition | string, then: Template, otherwise?: Template): Choice {
  const when = typeof condition === "string" ? { path: condition } : condition;
  return { $: "choice", when, then, ...(otherwise !== undefined && { otherwise }) };
}

/** What is only there where the value is empty. */
export function without(path: string, then: Template): Choice {
  return { $: "choice", when: { path, not: true }, then };
}

/** Whether a part of an object is a place. */
export function isPlace(template: Template | undefined): template is Place {
  return typeof template === "object" && template !== null && "$" in template;
}

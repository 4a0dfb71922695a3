import { API_RESOURCES } from "./api/resources.ts";
import { objectAt, textAt, textsAt } from "./json-fields.ts";
import type { KubernetesObject } from "./object.ts";

/** A resource of the API as discovery shows it. */
export interface ApiResource {
  /** "" for the core group. */
  readonly group: string;
  /** The plural: `deployments`. */
  readonly name: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** `status`, `scale`, `log` … */
  readonly subresources: readonly string[];
}

let builtIn: readonly ApiResource[] | undefined;

/** Every resource that Kubernetes itself serves; the core group first. */
export function apiResources(): readonly ApiResource[] {
  builtIn ??= API_RESOURCES.trim()
    .split("\n")
    .map((line) => {
      const [group = "", name = "", scope, kind = "", singular = "", short = "", below = ""] =
        line.split(" ");
      return {
        group: group === "core" ? "" : group,
        name,
        namespaced: scope === "namespaced",
        kind,
        singular,
        shortNames: wordsOf(short),
        subresources: wordsOf(below),
      };
    });
  return builtIn;
}

function wordsOf(text: string): readonly string[] {
  return text === "-" ? [] : text.split(",");
}

/** The resource that a CustomResourceDefinition makes; undefined for any other object. */
export function customResourceOf(object: KubernetesObject): ApiResource | undefined {
  if (object.kind !== "CustomResourceDefinition") return undefined;
  const spec = objectAt(object, "spec");
  const names = objectAt(spec, "names");
  const { plural, kind, singular } = names;
  const { group, scope } = spec;
  if (typeof group !== "string" || typeof plural !== "string") return undefined;
  return {
    group,
    name: plural,
    namespaced: scope !== "Cluster",
    kind: textAt(kind),
    singular: textAt(singular) || textAt(kind).toLowerCase(),
    shortNames: textsAt(names, "shortNames"),
    subresources: [],
  };
}

/**
 * The resource that people mean by a word, as kubectl reads it: plural, singular, short name or kind in any case, perhaps
 * with a group (`deployments.apps`) or with version and group (`deployments.v1.apps`). The first of several counts.
 */
export function findResource(
  text: string,
  resources: readonly ApiResource[],
): ApiResource | undefined {
  const [word = "", ...rest] = text.split(".");
  const named = resources.filter((resource) => isCalled(resource, word.toLowerCase()));
  if (rest.length === 0) return named[0];
  const groups = [rest.join("."), ...(/^v\d/.test(rest[0] ?? "") ? [rest.slice(1).join(".")] : [])];
  return named.find(({ group }) => groups.includes(group));
}

function isCalled({ name, singular, kind, shortNames }: ApiResource, word: string): boolean {
  if (word === "") return false;
  return [name, singular, kind.toLowerCase(), ...shortNames].includes(word);
}

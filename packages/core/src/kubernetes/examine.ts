import { isComponentConfiguration } from "./component-kinds.ts";
import { type DecodeProblem, decodeObject } from "./decode.ts";
import { type DocumentItem, type ItemProblem, itemsOf } from "./items.ts";
import { isJsonObject, type JsonValue } from "./json.ts";
import { isKubernetesObject, type KubernetesObject } from "./object.ts";

/** One object of a document, or an entry that is none, and what strict decoding says of it. */
export type ExaminedItem = (DocumentItem | ItemProblem) & {
  /** Whether the kind is built in, so that its fields were compared with the API's, or configures a component. */
  readonly known: boolean;
  /** Paths are in the object. */
  readonly problems: readonly DecodeProblem[];
};

/** What a value stands for, from whatever source it is: itself, or the items of the list that it is, each decoded. */
export function examineItems(value: JsonValue): readonly ExaminedItem[] {
  return itemsIn(value).map((item) => {
    const { known, problems } =
      "object" in item ? decodeObject(item.object) : { known: true, problems: [] };
    const isConfiguration = "object" in item && isComponentConfiguration(item.object);
    return { ...item, known: known || isConfiguration, problems };
  });
}

/** The objects that a document stands for: itself, or the items of the list that it is. */
export function itemsIn(value: JsonValue): readonly (DocumentItem | ItemProblem)[] {
  if (isKubernetesObject(value)) return [...itemsOf(value)];
  return [{ path: [], message: `the document ${whatIsMissing(value)}` }];
}

function whatIsMissing(value: JsonValue): string {
  if (!isJsonObject(value)) return "is no mapping";
  const missing = ["apiVersion", "kind"].filter((field) => typeof value[field] !== "string");
  return missing.length > 0
    ? `has no ${missing.join(" and no ")}`
    : "has an empty apiVersion or kind";
}

/** Counts objects by kind, in the order in which kinds first come. */
export interface KindCounter {
  readonly add: (object: Pick<KubernetesObject, "apiVersion" | "kind">) => void;
  readonly counts: () => readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly count: number;
  }[];
}

export function createKindCounter(): KindCounter {
  const counts = new Map<string, { apiVersion: string; kind: string; count: number }>();
  return {
    add: ({ apiVersion, kind }) => {
      const key = `${apiVersion}/${kind}`;
      const entry = counts.get(key) ?? { apiVersion, kind, count: 0 };
      entry.count++;
      counts.set(key, entry);
    },
    counts: () => [...counts.values()],
  };
}

import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { textsAt } from "../kubernetes/json-fields.ts";
import type { CloudResource, ResourceType } from "./resource.ts";
import { find, textOf } from "./resource.ts";

/** All that the documents of an input describe. */
export interface Inventory {
  readonly of: (type: ResourceType) => readonly CloudResource[];
  /** The resources of a type that an argument of another one names, by id, name or reference. */
  readonly named: (link: Link, type: ResourceType, ids: readonly string[]) => Linked;
}

/** An argument that names other resources. */
interface Link {
  readonly from: CloudResource;
  readonly path: string;
}

/** What an argument names. */
export interface Linked {
  readonly found: readonly CloudResource[];
  /** Whether everything that it names was found; false where a value is known only after apply and refers to nothing in the input. */
  readonly complete: boolean;
  /** Whether it names nothing at all. */
  readonly empty: boolean;
}

export function createInventory(resources: readonly CloudResource[]): Inventory {
  const byType = new Map<ResourceType, CloudResource[]>();
  for (const resource of resources) {
    const those = byType.get(resource.type) ?? [];
    those.push(resource);
    byType.set(resource.type, those);
  }
  const of = (type: ResourceType): readonly CloudResource[] => byType.get(type) ?? [];
  return {
    of,
    named: ({ from, path }, type, ids) => {
      const { value, unknown } = find(from, path);
      const texts = textsIn(value);
      const isPartly = unknown || (isJsonList(value) && texts.length < value.length);
      const found = of(type).filter(
        (each) =>
          texts.some((text) => isCalled(each, text, ids)) ||
          (isPartly && isReferredTo(each, from, path)),
      );
      return {
        found,
        complete: isPartly
          ? found.length > 0
          : texts.every((text) => found.some((each) => isCalled(each, text, ids))),
        empty: !isPartly && texts.length === 0,
      };
    },
  };
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  const texts = typeof value === "string" ? [value] : textsAt(value);
  return texts.filter((text) => text !== "");
}

/** By one of its ids, or the end of a link. */
function isCalled(resource: CloudResource, text: string, ids: readonly string[]): boolean {
  return ids.some((id) => {
    const own = textOf(resource, id);
    return own !== "" && own.toLowerCase() === text.toLowerCase();
  });
}

/** By what the configuration of the same plan refers to; of several instances the one of the same index, where that is referred to. */
function isReferredTo(resource: CloudResource, from: CloudResource, path: string): boolean {
  const { terraform: target } = resource;
  const { terraform: source } = from;
  if (!target || !source || resource.at.document !== from.at.document) return false;
  const references = source.refersTo(path.split("."));
  if (!references?.includes(target.configured)) return false;
  const byIndex = references.some((each) => each === "count.index" || each.startsWith("each."));
  return !byIndex || target.index === undefined || target.index === source.index;
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsOf } from "./items.ts";
import type { JsonObject, JsonValue } from "./json.ts";

function itemsIn(apiVersion: string, kind: string, body: JsonObject): string[] {
  return [...itemsOf({ apiVersion, kind, ...body })].map((item) =>
    "object" in item
      ? `${item.path.join(".")} ${item.object.apiVersion} ${item.object.kind}`
      : `${item.path.join(".")}: ${item.message}`,
  );
}

const POD = { apiVersion: "v1", kind: "Pod" };

describe("itemsOf", () => {
  it("gives back an object that is no list", () => {
    expect([...itemsOf(POD)]).toEqual([{ object: POD, path: [] }]);
  });

  it("opens lists within lists, in order", () => {
    const inner = { apiVersion: "v1", kind: "List", items: [POD, POD] };
    expect(itemsIn("v1", "List", { items: [POD, inner, POD] })).toEqual([
      "items.0 v1 Pod",
      "items.1.items.0 v1 Pod",
      "items.1.items.1 v1 Pod",
      "items.2 v1 Pod",
    ]);
  });

  it("gives the items of a typed list its kind", () => {
    const items = [{ metadata: { name: "a" } }, { kind: "Role" }, { apiVersion: null, kind: "" }];
    const type = "rbac.authorization.k8s.io/v1";
    expect(itemsIn(type, "RoleBindingList", { items })).toEqual([
      `items.0 ${type} RoleBinding`,
      `items.1 ${type} Role`,
      `items.2 ${type} RoleBinding`,
    ]);
    expect(itemsIn("x.io/v1", "ThingList", { metadata: {}, items: [{}] })).toEqual([
      "items.0 x.io/v1 Thing",
    ]);
  });

  it("leaves kinds alone that are merely called lists", () => {
    expect(itemsIn("x.io/v1", "AllowList", { spec: {} })).toEqual([" x.io/v1 AllowList"]);
    expect(itemsIn("x.io/v1", "AllowList", { metadata: { name: "a" }, items: ["b"] })).toEqual([
      " x.io/v1 AllowList",
    ]);
    expect(itemsIn("v1", "APIResourceList", { resources: [] })).toEqual([" v1 APIResourceList"]);
  });

  it("reports items that are no objects", () => {
    expect(itemsIn("v1", "List", { items: ["a", null, { kind: "Pod" }, POD] })).toEqual([
      "items.0: an item of the List is no object",
      "items.1: an item of the List is no object",
      "items.2: an item of the List has no apiVersion or no kind",
      "items.3 v1 Pod",
    ]);
    expect(itemsIn("v1", "PodList", { items: {} })).toEqual([
      "items: the items of the PodList are no list",
    ]);
  });

  it("takes an absent list for an empty one", () => {
    expect(itemsIn("v1", "List", {})).toEqual([]);
    expect(itemsIn("v1", "PodList", { items: null })).toEqual([]);
  });

  it("opens deep lists", () => {
    let list: JsonObject = POD;
    for (let level = 0; level < 1_000; level++)
      list = { apiVersion: "v1", kind: "List", items: [list] };
    const items = [...itemsOf(list as typeof POD)];
    expect(items.map(({ path }) => path.length)).toEqual([2_000]);
  });

  it("loses no item, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (items) => {
        const found = [
          ...itemsOf({ apiVersion: "v1", kind: "PodList", items: items as JsonValue[] }),
        ];
        expect(found).toHaveLength(items.length);
      }),
    );
  });
});

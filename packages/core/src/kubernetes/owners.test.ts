import { expect, it } from "vitest";
import type { JsonValue } from "./json.ts";
import { controllerReferenceOf, type OwnerName } from "./owners.ts";

const OWNER = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "1" };

function ownerAmong(ownerReferences: JsonValue): OwnerName | undefined {
  return controllerReferenceOf({ apiVersion: "v1", kind: "Pod", metadata: { ownerReferences } });
}

it("is the owner that controls", () => {
  const other = { ...OWNER, name: "other" };
  expect(ownerAmong([other, { ...OWNER, controller: true }])).toEqual(OWNER);
});

it("is absent where no owner controls, and for what is no reference", () => {
  expect(ownerAmong([OWNER])).toBeUndefined();
  expect(ownerAmong([null, 1, { controller: true }])).toBeUndefined();
  expect(ownerAmong("x")).toBeUndefined();
  expect(controllerReferenceOf({ apiVersion: "v1", kind: "Pod" })).toBeUndefined();
});

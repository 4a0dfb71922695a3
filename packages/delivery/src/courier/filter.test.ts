import { changeOf } from "@watertight/delivery/testing";
import { expect, test } from "vitest";
import { type ChannelFilter, passes } from "./filter.ts";

const namespaced = changeOf();
const ofNamespace = changeOf({ object: { apiVersion: "v1", kind: "Namespace", name: "shop" } });
const ofNode = changeOf({ object: { apiVersion: "v1", kind: "Node", name: "shop" } });
const incident = changeOf({ kind: "incident.opened", check: "", object: undefined });

test.each<readonly [string, ChannelFilter, readonly boolean[]]>([
  ["nothing", {}, [true, true, true, true]],
  ["a severity that is worse", { severity: "critical" }, [false, false, false, false]],
  ["the severity itself", { severity: "high" }, [true, true, true, true]],
  ["kinds", { kinds: ["finding.*"] }, [true, true, true, false]],
  ["checks", { checks: ["priv*ged", "x"] }, [true, true, true, false]],
  ["namespaces", { namespaces: ["sho?", "sh*p"] }, [true, true, false, false]],
  ["another cluster", { clusters: ["staging"] }, [false, false, false, false]],
  [
    "all at once",
    { clusters: ["prod*"], kinds: ["*.opened"], checks: ["*"] },
    [true, true, true, true],
  ],
  ["an empty list", { checks: [] }, [false, false, false, false]],
])("a filter of %s", (_, filter, expected) => {
  expect([namespaced, ofNamespace, ofNode, incident].map((each) => passes(filter, each))).toEqual(
    expected,
  );
});

test.each([
  ["a*b*c", "abc", true],
  ["a*b*c", "aXbYc", true],
  ["a*b*c", "acb", false],
  ["ab*ba", "aba", false],
  ["*", "", true],
  ["", "", true],
  ["", "a", false],
  ["**", "a", true],
  ["a.c", "abc", false],
])("%j and %j", (pattern, check, expected) => {
  expect(passes({ checks: [pattern] }, changeOf({ check }))).toBe(expected);
});

test("what a delivery says of itself passes every filter", () => {
  const filter: ChannelFilter = { severity: "critical", kinds: ["incident.*"], namespaces: ["x"] };
  expect(passes(filter, changeOf({ kind: "delivery.dropped", severity: "info" }))).toBe(true);
  expect(passes(filter, changeOf({ kind: "test", severity: "info" }))).toBe(true);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { deliveryMetrics } from "./metrics.ts";

test("rules and dashboard ask for metrics that there are", () => {
  const names: string[] = [];
  const take = (name: string) => {
    names.push(name);
    return { add: () => undefined, set: () => undefined, observe: () => undefined };
  };
  deliveryMetrics({ counter: take, gauge: take, histogram: take });
  const folder = new URL("../../../../deploy/monitoring/", import.meta.url);
  const files = ["delivery-rules.yaml", "delivery-dashboard.json"].map((file) =>
    readFileSync(new URL(file, folder), "utf8"),
  );
  const asked = files.join("\n").match(/watertight_delivery_\w+/g) ?? [];
  expect(new Set(asked.map((name) => name.replace(/_bucket$/, "")))).toEqual(new Set(names));
});

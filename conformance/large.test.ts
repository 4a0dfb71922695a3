import { expect, test } from "vitest";
import { watertight } from "../packages/cli/testing/watertight.ts";

test("100 MB, as one JSON list, are read with nothing lost", async () => {
  const item = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "big", namespace: "shop" },
    data: { text: "x".repeat(1_000_000) },
  };
  const last = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: { hostNetwork: true, containers: [] },
  };
  const items = [...Array<string>(100).fill(JSON.stringify(item)), JSON.stringify(last)];
  const list = `{"apiVersion":"v1","kind":"List","items":[${items.join(",")}]}`;
  const argv = ["scan", "--no-config", "--check", "host-network", "-o", "json", "."];
  const outcome = await watertight(argv, { "big.json": list });
  const report = JSON.parse(outcome.stdout) as {
    readonly coverage: { readonly objects: number };
    readonly findings: readonly { readonly path: string }[];
  };
  expect(report.coverage.objects).toBe(101);
  expect(report.findings.map(({ path }) => path)).toEqual(["spec.hostNetwork"]);
});

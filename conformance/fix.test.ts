import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watertightIn } from "../packages/cli/src/journeys/watertight.ts";
import { type FixReport, fixAndScan, foreseen, found, temporaryFolder } from "./fix-and-scan.ts";
import { needing } from "./needs.ts";
import { neededProgram } from "./programs.ts";
import { CORPUS } from "./suites.ts";

test("every fix of the corpus is made or refused with its reason", needing(CORPUS), async () => {
  const folder = temporaryFolder();
  cpSync(CORPUS.path, join(folder, "files"), { recursive: true, verbatimSymlinks: true });
  const { summary, findings, revealed } = await fixAndScan(folder);
  const reasons = new Map<string, number>();
  for (const { outcome, reason } of [...findings, ...revealed]) {
    if (outcome === "refused") reasons.set(reason ?? "", (reasons.get(reason ?? "") ?? 0) + 1);
  }
  console.log("Fixes of the corpus:", summary, [...reasons]);
  expect([summary["refused"], [...reasons]]).toEqual([0, []]);
});

const kustomize = neededProgram("kustomize");

test("patches make of a kustomization what the plan says", needing(kustomize), async () => {
  const folder = temporaryFolder();
  const files: Record<string, string> = {
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      hostNetwork: true
      containers:
      - name: side
        image: busybox:1
      - name: main
        image: nginx:1.27
        securityContext: {privileged: true, capabilities: {add: [NET_RAW, SYS_TIME]}}
`,
    "prod/kustomization.yaml": "namespace: shop\nnamePrefix: prod-\nresources: [../base]\n",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const before = process.env["WATERTIGHT_KUSTOMIZE"];
  process.env["WATERTIGHT_KUSTOMIZE"] = kustomize.path;
  try {
    const argv = ["fix", "--unsafe", "--write", "--no-config", "-o", "json", "-q"];
    const outcome = await watertightIn(folder, [...argv, "--patches", "patched", "prod"]);
    const report = JSON.parse(outcome.stdout) as FixReport;
    expect([outcome.status, report.summary["patches"]]).toEqual([0, 2]);
    const scan = await watertightIn(folder, [
      "scan",
      "-q",
      "--no-config",
      "--exit-zero",
      "-o",
      "json",
      "patched",
    ]);
    expect(report.summary["fixed"]).toBe(17);
    expect(found(scan.stdout)).toEqual(foreseen(report));
  } finally {
    if (before === undefined) delete process.env["WATERTIGHT_KUSTOMIZE"];
    else process.env["WATERTIGHT_KUSTOMIZE"] = before;
  }
});

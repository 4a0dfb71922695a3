import { expect, onTestFinished, test } from "vitest";
import { folderWith } from "../../../testing/fix-pod.ts";
import { watertightIn } from "../../../testing/watertight.ts";
import { gitDiagnosis, helmDiagnosis, kustomizeDiagnosis, nodeDiagnosis } from "./diagnosis.ts";

const CHART = { name: "c", path: "/c", archive: false, chartName: "c" };

test.each([
  ["v20.19.0", "ok"],
  ["v22.1.0", "ok"],
  ["v20.18.3", "missing"],
  ["v18.20.1", "missing"],
])("Node.js %s is %s", (version, verdict) => {
  expect(nodeDiagnosis(version).verdict).toBe(verdict);
});

test("a program is missing where something here needs it, and says what is skipped and how to get it", () => {
  const absent = { version: undefined, problem: "is not installed or not on the PATH" };
  expect(helmDiagnosis({ name: "Helm", ...absent }, { charts: [CHART, CHART] })).toEqual({
    name: "Helm",
    verdict: "missing",
    state: "is not installed or not on the PATH",
    skipped: "2 charts here are not rendered without it, which ends a scan with status 3.",
    advice:
      "Install Helm (https://helm.sh/docs/intro/install/), or set WATERTIGHT_HELM to its path.",
  });
  expect(helmDiagnosis({ name: "Helm", ...absent }, { charts: [] })).toMatchObject({
    verdict: "not-needed",
    skipped: "There is no chart here that it would render.",
  });
  expect(
    kustomizeDiagnosis({ name: "Kustomize", ...absent }, { kustomizations: [] }),
  ).toMatchObject({
    verdict: "not-needed",
    skipped: "There is no kustomization here that it would render.",
  });
  expect(gitDiagnosis({ name: "git", ...absent }).skipped).toBe(
    "scan --changed is refused without it.",
  );
  const there = { name: "Helm", version: "v3.16.2", problem: undefined };
  expect(helmDiagnosis(there, { charts: [CHART] })).toEqual({
    name: "Helm",
    verdict: "ok",
    state: "v3.16.2",
    skipped: undefined,
    advice: undefined,
  });
});

function withHelm(path: string): void {
  const before = process.env["WATERTIGHT_HELM"];
  process.env["WATERTIGHT_HELM"] = path;
  onTestFinished(() => {
    if (before === undefined) delete process.env["WATERTIGHT_HELM"];
    else process.env["WATERTIGHT_HELM"] = before;
  });
}

test("doctor ends with 3 where what is here cannot be rendered, and says so", async () => {
  const folder = folderWith({
    "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
    "d/x": "",
  });
  withHelm("/none/helm");
  const { status, stdout, stderr } = await watertightIn(folder, ["doctor"]);
  expect([status, stderr]).toEqual([3, "Exit status 3: Helm is needed here and missing.\n"]);
  expect(stdout).toContain(`missing  Helm is not installed or not on the PATH.
         1 chart here is not rendered without it, which ends a scan with status 3.
         Install Helm (https://helm.sh/docs/intro/install/), or set WATERTIGHT_HELM to its path.
`);
  expect(stdout).toContain("-        A configuration is not there.\n");
  const elsewhere = await watertightIn(folder, ["doctor", "d"]);
  expect([elsewhere.status, elsewhere.stderr]).toEqual([0, ""]);
  expect(elsewhere.stdout).toContain("There is no chart here that it would render.");
});

test("doctor names the version that a program says and the configuration that holds", async () => {
  const folder = folderWith({ "watertight.yaml": "failOn: low\n" });
  withHelm(process.execPath);
  const { status, stdout } = await watertightIn(folder, ["doctor"]);
  expect(status).toBe(0);
  expect(stdout).toContain(`ok       Node.js: ${process.version}\n`);
  expect(stdout).toContain("ok       Configuration: watertight.yaml\n");
  await expect(
    watertightIn(folderWith({ "watertight.yaml": "failon: low\n" }), ["doctor"]),
  ).rejects.toThrow("The configuration watertight.yaml has a mistake:");
});

test("version says what is known and what it runs on", async () => {
  const { stdout } = await watertightIn(folderWith({}), ["version"]);
  expect(stdout).toBe(
    `watertight 0.0.0-test\nKubernetes up to v1.37\nNode.js ${process.version}, ${process.platform} ${process.arch}\n`,
  );
});

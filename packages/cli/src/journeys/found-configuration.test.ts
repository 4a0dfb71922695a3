import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../testing/fix-pod.ts";
import { watertightIn } from "../../testing/watertight.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostPID: true, containers: [{name: a, image: a}]}
`;
const OFF = "checks: {only: [host-network]}\n";
const scan = ["scan", "-o", "oneline", "--check", "host-pid"];
const scanAll = ["scan", "-o", "oneline", "--exit-zero"];

/** The status says whether the configuration that fails for nothing was used. */
async function scanned(
  folder: string,
  files: Readonly<Record<string, string>>,
  ...paths: string[]
) {
  const root = folderWith({ ...files, "here/x": "" });
  const { status, stderr } = await watertightIn(join(root, folder), [...scan, ...paths]);
  return { status, stderr: stderr.replaceAll(root, "ROOT") };
}

const CALM = "failOn: none\n";
const fails = "Exit status 1: 1 finding is high or worse (--fail-on high).\n";

describe("the configuration is", () => {
  it("that of the working directory, without a word", async () => {
    const files = { "here/watertight.yaml": CALM, "here/pod.yaml": POD };
    expect(await scanned("here", files, "pod.yaml")).toEqual({ status: 0, stderr: "" });
  });

  it("one above it, which is said", async () => {
    const files = { "watertight.yaml": CALM, "here/pod.yaml": POD };
    expect(await scanned("here", files, ".")).toEqual({
      status: 0,
      stderr: "The configuration is ../watertight.yaml.\n",
    });
  });

  it("else that of what is scanned, or one above it, which is said", async () => {
    const files = { "there/watertight.yaml": CALM, "there/deploy/pod.yaml": POD };
    const outcome = { status: 0, stderr: "The configuration is ../there/watertight.yaml.\n" };
    expect(await scanned("here", files, "../there")).toEqual(outcome);
    expect(await scanned("here", files, "../there/deploy/pod.yaml")).toEqual(outcome);
    expect(await scanned("here", files, "--no-config", "../there")).toEqual({
      status: 1,
      stderr: fails,
    });
    expect(await scanned("here", files, "-q", "../there")).toEqual({ status: 0, stderr: "" });
  });

  it("that of the working directory before a nearer one, which is said", async () => {
    const files = {
      "watertight.yaml": "{}\n",
      "there/watertight.yaml": CALM,
      "there/pod.yaml": POD,
    };
    expect(await scanned(".", files, "there")).toEqual({
      status: 1,
      stderr: `The configuration is watertight.yaml, not there/watertight.yaml; --config says another.\n${fails}`,
    });
  });

  it("none where the paths have different ones", async () => {
    const files = {
      "a/watertight.yaml": CALM,
      "a/pod.yaml": POD,
      "b/watertight.yaml": CALM,
      "b/pod.yaml": POD,
    };
    await expect(scanned("here", files, "../a", "../b")).rejects.toThrow(
      /^The paths have different configurations, .*\/a\/watertight\.yaml and .*\/b\/watertight\.yaml; say which holds with --config, or --no-config\.$/,
    );
  });
});

it("of what is scanned nothing says which files are written, and its patterns begin in its folder", async () => {
  const folder = folderWith({
    "here/x": "",
    "there/watertight.yaml": `${OFF}output: [json=out.json]\nexclude: [/old/]\n`,
    "there/old/pod.yaml": POD.replace("hostPID", "hostNetwork"),
    "there/pod.yaml": POD.replace("hostPID", "hostNetwork"),
  });
  const { stdout } = await watertightIn(join(folder, "here"), [...scanAll, "../there"]);
  expect(stdout.split("\n")).toEqual([expect.stringContaining("../there/pod.yaml:4:8 "), ""]);
  expect(existsSync(join(folder, "here/out.json"))).toBe(false);
});

it("a comparison is made with the configuration of what is new", async () => {
  const folder = folderWith({
    "old/watertight.yaml": "{}\n",
    "old/pod.yaml": POD.replace("hostPID: true, ", ""),
    "new/watertight.yaml": CALM,
    "new/pod.yaml": POD,
    "here/x": "",
  });
  const argv = ["diff", "--check", "host-pid", "../old", "../new"];
  expect(await watertightIn(join(folder, "here"), argv)).toEqual({
    status: 0,
    stdout: expect.stringContaining("1 new, 0 gone, 0 unchanged") as string,
    stderr: "The configuration is ../new/watertight.yaml.\n",
  });
});

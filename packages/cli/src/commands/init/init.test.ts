import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInChecks } from "@watertight/core/checks";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { folderWith, textIn } from "../../../testing/fix-pod.ts";
import { watertightIn } from "../../../testing/watertight.ts";
import { parseConfiguration } from "../../configuration/parse.ts";

const OBJECTS = `apiVersion: v1
kind: Node
metadata: {name: n1}
spec: {providerID: "aws:///eu-west-1a/i-0"}
status: {nodeInfo: {kubeletVersion: v1.31.4-eks-2d5f260}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: cilium, namespace: kube-system}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      initContainers: [{name: i, image: "registry.shop.example:5000/init:1"}]
      containers: [{name: c, image: "quay.io/cilium/cilium:v1"}, {name: d, image: "quay.io/x/y:1"}, {name: e, image: nginx}]
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: "a\\nb: c", namespace: shop}
`;

const ids = builtInChecks().map(({ id }) => id);
const formats = { "check-id": ids, "excepted-check-id": ids };

test("the configuration says what was seen, states what is sure, and is valid", async () => {
  const folder = folderWith({ "all.yaml": OBJECTS });
  expect(await watertightIn(folder, ["init"])).toEqual({
    status: 0,
    stdout: "watertight.yaml: written\nNext: watertight scan .\n",
    stderr: "",
  });
  const text = textIn(folder, "watertight.yaml");
  expect(parseConfiguration(text, formats)).toEqual({
    value: { kubernetesVersion: "v1.31", failOn: "high" },
  });
  for (const line of [
    "# Seen: 3 objects.",
    "# Platform: Amazon EKS, by Node n1.",
    "# Platform: OpenShift, by Route shop/a b: c.",
    "# Namespaces: kube-system, shop.",
    "# The version to judge and to render for: what Node n1 runs.",
    "# The objects show cilium; without this line they are believed.",
    "# There are nodes among the objects, as in a dump of a whole cluster.",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  expect(text).toContain(`#   allowedRegistries:
#     - "quay.io"
#     - "docker.io/library"
#     - "registry.shop.example:5000"
`);
});

test("what stands there commented out is valid too", async () => {
  for (const files of [{ "all.yaml": OBJECTS }, { "readme.md": "nothing" }]) {
    const folder = folderWith(files);
    await watertightIn(folder, ["init", "-q"]);
    const entries = textIn(folder, "watertight.yaml")
      .split("\n")
      .map((line) => line.replace(/^# (?=[a-z]\w+:(?: \S+$|$)| {2})/, ""))
      .join("\n");
    const parsed = parseConfiguration(entries, formats);
    expect(parsed).toMatchObject({
      value: {
        kubernetesVersion: expect.stringMatching(/^v1\.3[17]$/) as string,
        wholeCluster: true,
        namespace: "shop",
        network: { cni: "cilium" },
        checks: { skip: ["image-digest-missing"] },
        exceptions: [{ owner: "platform" }],
      },
    });
  }
});

test("nothing is written over without --force, and nothing at all with --print", async () => {
  const folder = folderWith({ "watertight.yml": "# mine\n" });
  await expect(watertightIn(folder, ["init", "--ci", "github"])).rejects.toThrow(
    "watertight.yml is there already; --force writes over it, --print shows what would be written.",
  );
  expect(existsSync(join(folder, "watertight.yaml"))).toBe(false);
  const { stdout } = await watertightIn(folder, ["init", "--print", "--ci", "gitlab"]);
  expect(stdout).toMatch(/^# watertight\.yml\n[^]*\n# \.gitlab\/watertight\.gitlab-ci\.yml\n/);
  expect(existsSync(join(folder, "watertight.yaml"))).toBe(false);
  expect(existsSync(join(folder, ".gitlab"))).toBe(false);
  await watertightIn(folder, ["init", "--force"]);
  expect(textIn(folder, "watertight.yml")).toContain("failOn: high\n");
  expect(existsSync(join(folder, "watertight.yaml"))).toBe(false);
  await expect(watertightIn(folder, ["init", "depoly"])).rejects.toThrow(
    "There is no file or folder depoly.",
  );
});

test("--ci writes what scans these paths with this version", async () => {
  const folder = folderWith({ "deploy/all.yaml": OBJECTS, "it's here/x.yaml": "" });
  await watertightIn(folder, ["init", "--ci", "github", "deploy", "it's here"]);
  const workflow = parse(
    readFileSync(join(folder, ".github/workflows/watertight.yaml"), "utf8"),
  ) as {
    readonly jobs: { readonly scan: { readonly steps: readonly { readonly run?: string }[] } };
  };
  expect(workflow.jobs.scan.steps.flatMap(({ run }) => run ?? [])).toEqual([
    "npx --yes watertight@0.0.0-test scan -o github -o sarif=watertight.sarif deploy 'it'\\''s here'",
  ]);
  const gitlab = await watertightIn(folder, ["init", "--force", "--ci", "gitlab", "deploy"]);
  expect(gitlab.stdout).toContain(
    "Name it in .gitlab-ci.yml: include: [{local: .gitlab/watertight.gitlab-ci.yml}].\n",
  );
  const pipeline = parse(textIn(folder, ".gitlab/watertight.gitlab-ci.yml")) as {
    readonly watertight: { readonly script: readonly string[] };
  };
  expect(pipeline.watertight.script).toEqual([
    "npx --yes watertight@0.0.0-test scan -o pretty -o gitlab=watertight.json deploy",
  ]);
});

import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FIXED, folderWith, only, POD, textIn } from "../../testing/fix-pod.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";

describe("showing and writing", () => {
  it("shows what is safe as a diff and touches nothing", async () => {
    const folder = folderWith({ "pod.yaml": POD });
    const outcome = await watertightIn(folder, ["fix", ...only, "pod.yaml"]);
    expect(outcome).toEqual({
      status: 1,
      stdout: `--- a/pod.yaml
+++ b/pod.yaml
@@ -9,3 +9,6 @@
     securityContext:
       runAsUser: 1000
       allowPrivilegeEscalation: false
+      capabilities:
+        drop:
+        - ALL
`,
      stderr: "1 to fix in 1 file\nExit status 1: There are changes to make; --write makes them.\n",
    });
    expect(textIn(folder, "pod.yaml")).toBe(POD);
  });

  it("writes it, keeps the mode, and has nothing to do the second time", async () => {
    const folder = folderWith({ "pod.yaml": POD });
    chmodSync(join(folder, "pod.yaml"), 0o640);
    const argv = ["fix", "--write", ...only, "."];
    expect(await watertightIn(folder, argv)).toEqual({
      status: 0,
      stdout: "pod.yaml: 1 finding fixed\n",
      stderr: "1 fixed in 1 file\n",
    });
    expect(textIn(folder, "pod.yaml")).toBe(FIXED);
    expect(statSync(join(folder, "pod.yaml")).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(["pod.yaml"]);
    expect(await watertightIn(folder, argv)).toEqual({
      status: 0,
      stdout: "",
      stderr: "nothing to fix\n",
    });
  });

  it("keeps a byte order mark, CR LF and a missing last line break", async () => {
    const crlf = `\ufeff${POD.replaceAll("\n", "\r\n").trimEnd()}`;
    const folder = folderWith({ "pod.yaml": crlf });
    expect((await watertightIn(folder, ["fix", "-w", "-q", ...only, "."])).status).toBe(0);
    expect(textIn(folder, "pod.yaml")).toBe(`\ufeff${FIXED.replaceAll("\n", "\r\n").trimEnd()}`);
  });

  it("makes what may break only when it is asked to, with what comes to light then", async () => {
    const text = POD.replace(/ {6}runAsUser[^]*/, "      privileged: true\n");
    const checks = ["--check", "privileged-container,privilege-escalation-allowed"];
    const safe = await watertight(["fix", "--no-config", ...checks, "pod.yaml"], {
      "pod.yaml": text,
    });
    expect(safe).toEqual({
      status: 0,
      stdout: "",
      stderr: `May break a workload, and are made with --unsafe:
  1 finding: privileged-container

nothing to fix; 1 more with --unsafe
`,
    });
    const folder = folderWith({ "pod.yaml": text });
    const unsafe = ["fix", "--unsafe", "-w", "--no-config", ...checks, "pod.yaml"];
    expect((await watertightIn(folder, unsafe)).status).toBe(0);
    expect(textIn(folder, "pod.yaml")).toBe(
      text.replace("privileged: true", "privileged: false\n      allowPrivilegeEscalation: false"),
    );
  });

  it("says what a fix has brought to light and left", async () => {
    const text = POD.replace(/ {6}runAsUser[^]*/, "      privileged: true\n");
    const checks = [
      "--check",
      "privileged-container,memory-limit-missing,no-network-policy-selects-pod",
    ];
    const hostNetwork = text.replace("spec:\n", "spec:\n  hostNetwork: true\n");
    const outcome = await watertight(
      [
        "fix",
        "--unsafe",
        "--no-config",
        "-o",
        "json",
        ...checks,
        "--check",
        "host-network",
        "pod.yaml",
      ],
      { "pod.yaml": hostNetwork },
    );
    const json = JSON.parse(outcome.stdout) as { revealed: { check: string; outcome: string }[] };
    expect(json.revealed.map(({ check, outcome: kind }) => `${check} ${kind}`)).toEqual([
      "no-network-policy-selects-pod no-fix",
    ]);
  });
});

describe("values", () => {
  const text = POD.replace("runAsUser: 1000", "runAsUser: 0");
  const argv = ["fix", "--no-config", "--check", "run-as-root,memory-limit-missing"];

  it("names those that are needed and invents none", async () => {
    expect(await watertight([...argv, "pod.yaml"], { "pod.yaml": text })).toEqual({
      status: 0,
      stdout: "",
      stderr: `Need a value that you know:
  1 finding: --value memory-limit-missing=256Mi
  1 finding: --value run-as-root=10001

nothing to fix; 2 need a value
`,
    });
  });

  it("takes them from the command line", async () => {
    const folder = folderWith({ "pod.yaml": text });
    const values = ["--value", "run-as-root=20000", "--value", "memory-limit-missing/memory=64Mi"];
    expect((await watertightIn(folder, [...argv, ...values, "-w", "-q", "."])).status).toBe(0);
    expect(textIn(folder, "pod.yaml")).toBe(
      `${text.replace("runAsUser: 0", "runAsUser: 20000")}    resources:
      limits:
        memory: 64Mi
`,
    );
  });

  it("refuses a value with which the finding stays, and one of another kind", async () => {
    const outcome = await watertight([...argv, "--value", "memory-limit-missing=0", "pod.yaml"], {
      "pod.yaml": text,
    });
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain(
      "  pod.yaml:7:5  memory-limit-missing  The finding would still be there after the change.\n",
    );
    const wrong = await watertight([...argv, "--value", "run-as-root=nobody", "pod.yaml"], {
      "pod.yaml": text,
    });
    expect([wrong.status, wrong.stdout]).toEqual([0, ""]);
    await expect(watertight([...argv, "--value", "nothing=1", "."], {})).rejects.toThrow(
      '"nothing=1" does not name a check and a value',
    );
  });
});

it("changes every place that shows a finding: the same object in two files, and the pods that it owns", async () => {
  const set = `apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: main, securityContext: {privileged: false}}]
`;
  const owned = `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: shop
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: "1", controller: true}]
spec:
  containers: [{name: main, securityContext: {privileged: false}}]
`;
  const folder = folderWith({ "a.yaml": set, "b.yaml": set, "c.yaml": owned });
  const argv = ["fix", "-w", "--unsafe", "--no-config", "--check", "run-as-non-root-missing", "."];
  expect(await watertightIn(folder, argv)).toEqual({
    status: 0,
    stdout: "a.yaml: 1 finding fixed\nb.yaml: 1 finding fixed\nc.yaml: 1 finding fixed\n",
    stderr: "1 fixed in 3 files\n",
  });
  for (const [name, text] of [
    ["a.yaml", set],
    ["b.yaml", set],
    ["c.yaml", owned],
  ] as const) {
    expect(textIn(folder, name)).toBe(
      text.replace("privileged: false", "privileged: false, runAsNonRoot: true"),
    );
  }
});

it("tells programs everything", async () => {
  const outcome = await watertight(
    ["fix", "-o", "json", "-q", "--no-config", "--check", "capabilities-not-dropped", "pod.yaml"],
    { "pod.yaml": POD },
  );
  expect(outcome.status).toBe(1);
  expect(JSON.parse(outcome.stdout)).toEqual({
    schemaVersion: 1,
    coverage: { files: 1, documents: 1, objects: 1, notExamined: [], unknownKinds: [] },
    incomplete: false,
    assumptions: {
      kubernetesVersion: { value: "v1.37", known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
      namespaces: [],
      statements: [],
    },
    tool: { name: "watertight", version: "0.0.0-test" },
    written: false,
    files: [
      {
        file: "pod.yaml",
        diff: `--- a/pod.yaml
+++ b/pod.yaml
@@ -9,3 +9,6 @@
     securityContext:
       runAsUser: 1000
       allowPrivilegeEscalation: false
+      capabilities:
+        drop:
+        - ALL
`,
      },
    ],
    patches: [],
    findings: [
      {
        check: "capabilities-not-dropped",
        severity: "medium",
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        fingerprintAfter: null,
        object: { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" },
        path: "spec.containers[0].securityContext.capabilities.drop",
        message: 'container "main" does not drop all capabilities',
        location: {
          ...{ file: "pod.yaml", line: 9, column: 5, endLine: 9, endColumn: 20, rendered: false },
        },
        files: ["pod.yaml"],
        safety: "safe",
        outcome: "fixed",
        reason: null,
        value: null,
        edits: [
          {
            op: "add",
            path: "spec.containers[0].securityContext.capabilities.drop",
            value: ["ALL"],
          },
        ],
      },
    ],
    revealed: [],
    summary: {
      ...{ fixed: 1, files: 1, patches: 0, unsafe: 0, needsValue: 0, elsewhere: 0, refused: 0 },
      ...{ noFix: 0, accepted: 0, revealed: 0 },
    },
  });
});

it("has the same text in SARIF that it writes", async () => {
  const folder = folderWith({ "pod.yaml": POD });
  const scan = await watertightIn(folder, [
    "scan",
    "-o",
    "sarif",
    "--no-config",
    "--check",
    "capabilities-not-dropped",
    ".",
  ]);
  const log = JSON.parse(scan.stdout) as {
    runs: { results: { fixes: { artifactChanges: { replacements: unknown[] }[] }[] }[] }[];
  };
  expect(log.runs[0]?.results[0]?.fixes[0]?.artifactChanges[0]?.replacements).toEqual([
    {
      deletedRegion: { startLine: 12, startColumn: 1, endLine: 12, endColumn: 1 },
      insertedContent: { text: "      capabilities:\n        drop:\n        - ALL\n" },
    },
  ]);
});

it("fixes what comes to light in a second file of an object whose first file has it too", async () => {
  const check = ["--check", "privileged-container,privilege-escalation-allowed"];
  const plain = POD.replace(/ {4}securityContext:[^]*/, "");
  const folder = folderWith({
    "a.yaml": plain,
    "b.yaml": `${plain}    securityContext: {privileged: true}\n`,
  });
  const outcome = await watertightIn(folder, [
    "fix",
    "--unsafe",
    "-w",
    "--no-config",
    ...check,
    ".",
  ]);
  expect([outcome.status, outcome.stderr]).toEqual([0, "2 fixed in 2 files\n"]);
  expect(textIn(folder, "a.yaml")).toBe(
    `${plain}    securityContext:\n      allowPrivilegeEscalation: false\n`,
  );
  expect(textIn(folder, "b.yaml")).toBe(
    `${plain}    securityContext: {privileged: false, allowPrivilegeEscalation: false}\n`,
  );
});

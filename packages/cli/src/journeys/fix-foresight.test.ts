import { expect, it } from "vitest";
import { folderWith, POD, textIn } from "../../testing/fix-pod.ts";
import { watertightIn } from "../../testing/watertight.ts";

it("tells what came to light and was fixed too, and by what a scan will know what is left", async () => {
  const text = POD.replace(/ {6}runAsUser[^]*/, "      privileged: true\n");
  const checks = "privileged-container,privilege-escalation-allowed,memory-limit-missing";
  const folder = folderWith({ "pod.yaml": text });
  const options = ["-q", "--no-config", "-o", "json", "--check", checks, "."];
  const fixed = await watertightIn(folder, ["fix", "--unsafe", "-w", ...options]);
  interface Entry {
    readonly check: string;
    readonly outcome: string;
    readonly fingerprintAfter: string | null;
    readonly edits: readonly { readonly path: string; readonly value: unknown }[];
  }
  const report = JSON.parse(fixed.stdout) as Record<"findings" | "revealed", readonly Entry[]>;
  const briefly = ({ check, outcome, edits }: Entry): unknown[] => [
    check,
    outcome,
    ...edits.map(({ path, value }) => `${path}=${String(value)}`),
  ];
  expect(report.findings.map(briefly)).toEqual([
    ["memory-limit-missing", "needs-value"],
    ["privileged-container", "fixed", "spec.containers[0].securityContext.privileged=false"],
  ]);
  expect(report.revealed.map(briefly)).toEqual([
    [
      "privilege-escalation-allowed",
      "fixed",
      "spec.containers[0].securityContext.allowPrivilegeEscalation=false",
    ],
  ]);
  const scan = await watertightIn(folder, ["scan", ...options]);
  const { findings } = JSON.parse(scan.stdout) as { findings: { fingerprint: string }[] };
  expect(report.findings.map(({ fingerprintAfter }) => fingerprintAfter)).toEqual([
    findings[0]?.fingerprint,
    null,
  ]);
});

it("counts what stays as left where a fix changes the object's API group", async () => {
  const text = `apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      hostPID: true
      containers: [{name: main, image: nginx}]
`;
  const folder = folderWith({ "a.yaml": text });
  const argv = [
    "fix",
    "--unsafe",
    "-w",
    "--no-config",
    "--check",
    "api-version-removed,image-tag-mutable",
    ".",
  ];
  const outcome = await watertightIn(folder, argv);
  expect([outcome.status, outcome.stderr]).toEqual([0, "1 fixed in 1 file; 1 have no fix\n"]);
  // What the old version defaulted otherwise is written, so that the object means the same.
  expect(textIn(folder, "a.yaml")).toBe(`${text
    .replace("extensions/v1beta1", "apps/v1")
    .replace(
      "namespace: shop}",
      "namespace: shop, labels: {app: web}}",
    )}  revisionHistoryLimit: 2147483647
  progressDeadlineSeconds: 2147483647
  strategy:
    rollingUpdate:
      maxUnavailable: 1
      maxSurge: 1
`);
});

it("fixes what names no namespace where another object tells in which one it is", async () => {
  const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  enableServiceLinks: true
  containers:
  - {name: main, image: nginx, env: [{name: PEER, value: "${name}.peers.shop.svc.cluster.local"}]}
`;
  const service = "apiVersion: v1\nkind: Service\nmetadata: {name: peers}\nspec: {}\n";
  const folder = folderWith({ "a.yaml": [pod("a"), pod("b"), service].join("---\n") });
  const only = ["-q", "--no-config", "--check", "service-links-enabled"];
  const scan = await watertightIn(folder, ["scan", "-o", "json", ...only, "."]);
  const { assumptions } = JSON.parse(scan.stdout) as Record<string, unknown>;
  expect(JSON.stringify(assumptions)).toContain('"value":"shop"');
  const outcome = await watertightIn(folder, ["fix", "-w", ...only, "--unsafe", "."]);
  expect(outcome).toEqual({ status: 0, stdout: "a.yaml: 2 findings fixed\n", stderr: "" });
  expect(textIn(folder, "a.yaml").match(/enableServiceLinks: false/g)).toHaveLength(2);
});

it("fixes one of two equal objects where the other one is not to be changed, and finds the rest of both", async () => {
  const account = (token: boolean): string => `apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
automountServiceAccountToken: ${token}
---
`;
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  serviceAccountName: web
  containers: [{name: main, image: nginx}]
`;
  const folder = folderWith({
    "dev.yaml": account(true) + pod,
    "prod.yaml": account(false) + pod,
  });
  const checks = "service-account-token-mounted,memory-limit-missing";
  const only = ["--no-config", "--check", checks, "-o", "json"];
  const outcome = await watertightIn(folder, ["fix", "-w", "--unsafe", ...only, "."]);
  const { summary } = JSON.parse(outcome.stdout) as { summary: Record<string, number> };
  expect(summary).toMatchObject({ fixed: 1, refused: 0, revealed: 1 });
  expect(textIn(folder, "prod.yaml")).toBe(account(false) + pod);
  expect(textIn(folder, "dev.yaml")).toContain("automountServiceAccountToken: false");
});

it("has no change to an API version for an object that would not be valid in it", async () => {
  const text = `apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {}
    spec:
      containers: [{name: main, image: nginx}]
`;
  const folder = folderWith({ "a.yaml": text });
  const only = ["--no-config", "--check", "api-version-removed", "-o", "json", "."];
  const { stdout } = await watertightIn(folder, ["fix", "--unsafe", "-w", ...only]);
  const { findings } = JSON.parse(stdout) as { findings: { outcome: string; reason: string }[] };
  expect(findings.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
    // A selector is needed, and the template has no labels to take it from.
    "no-fix: null",
  ]);
  expect(textIn(folder, "a.yaml")).toBe(text);
});

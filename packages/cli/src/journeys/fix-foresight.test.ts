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
  expect(textIn(folder, "a.yaml")).toBe(text.replace("extensions/v1beta1", "apps/v1"));
});

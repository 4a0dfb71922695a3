import { describe, expect, it } from "vitest";
import { findingsOf, reportOf } from "../../testing/report.ts";
import { watertight } from "../../testing/watertight.ts";

// What users of other scanners miss in exceptions; the list of all that they complain about is in complaints.test.ts.

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hostNetwork: true
  containers: [{name: main}]
`;
const only = (...checks: readonly string[]): string[] => [
  "-o",
  "json",
  "--check",
  checks.join(","),
  ".",
];

describe("exceptions", () => {
  const roleNamed = (name: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: ${name}}
rules: [{apiGroups: [""], resources: [pods/exec, secrets], verbs: [create, get]}]
---
`;
  const excepting = (scope: string): string =>
    `exceptions:\n  - {${scope}, reason: it has to, owner: platform}\n`;

  it("23: are of one check for one role", async () => {
    // trivy #6758
    const outcome = await watertight(["scan", ...only("pods-exec", "secrets-readable")], {
      "roles.yaml": roleNamed("debug") + roleNamed("other"),
      "watertight.yaml": excepting("checks: [pods-exec], kind: ClusterRole, name: debug"),
    });
    expect(findingsOf(outcome, "pods-exec")).toEqual([
      "ClusterRole/other rules[0].resources[0] roles.yaml:9",
    ]);
    expect(findingsOf(outcome, "secrets-readable")).toHaveLength(2);
  });

  it("15, 27: of a namespace leave what is in none, and other namespaces", async () => {
    // kubescape #1983, polaris #485
    const outcome = await watertight(["scan", ...only("pods-exec", "host-network")], {
      "all.yaml": `${roleNamed("debug")}${POD}---\n${POD.replace("shop", "bank")}`,
      "watertight.yaml": excepting('checks: ["pods-exec", "host-network"], namespace: shop'),
    });
    expect(findingsOf(outcome, "pods-exec")).toHaveLength(1);
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork all.yaml:17"]);
  });

  it("25: are of one container of a CronJob, and of checks that look at several objects", async () => {
    // checkov #1780, #6469, #4332
    const job = `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template:
        metadata:
          annotations:
            watertight.dev/ignore: privileged-container@agent, no-network-policy-selects-pod
            watertight.dev/ignore-reason: it has to
        spec:
          containers:
            - {name: agent, securityContext: {privileged: true}}
            - {name: main, securityContext: {privileged: true}}
`;
    const checks = only("privileged-container", "no-network-policy-selects-pod");
    const outcome = await watertight(["scan", "--no-config", ...checks], { "job.yaml": job });
    expect(reportOf(outcome).findings.map(({ check, location }) => [check, location.line])).toEqual(
      [["privileged-container", 16]],
    );
  });

  it("26: are of one folder, as that of a chart", async () => {
    // kubescape #1268
    const outcome = await watertight(["scan", ...only("host-network")], {
      "vendor/redis/pod.yaml": POD.replace("web", "redis"),
      "pod.yaml": POD,
      "watertight.yaml": excepting('checks: [host-network], file: "vendor/**"'),
    });
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork pod.yaml:5"]);
  });

  it("27: are of a sidecar by its name, in every workload", async () => {
    // polaris #172, #408
    const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec: {containers: [{name: main}, {name: istio-proxy}]}
---
`;
    const outcome = await watertight(["scan", ...only("memory-limit-missing")], {
      "pods.yaml": pod("web") + pod("api"),
      "watertight.yaml": excepting("checks: [memory-limit-missing], container: istio-proxy"),
    });
    expect(reportOf(outcome).findings.map(({ object, path }) => `${object.name} ${path}`)).toEqual([
      "web spec.containers[0].resources.limits.memory",
      "api spec.containers[0].resources.limits.memory",
    ]);
  });

  it("8: of one secret hide no other in the same file, nor a new one in its place", async () => {
    // devantler-tech/platform #3240, #3242
    const settings = (...lines: readonly string[]): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\ndata:\n${lines.join("")}`;
    const [known, changed, added] = [
      "  a.password: hunter2\n",
      "  a.password: hunter3\n",
      "  b.password: correct-horse\n",
    ] as const;
    const argv = ["scan", ...only("secret-in-config-map")];
    const first = JSON.parse((await watertight(argv, { "a.yaml": settings(known) })).stdout) as {
      readonly findings: readonly { readonly valueFingerprint: string }[];
    };
    const value = first.findings[0]?.valueFingerprint ?? "";
    expect(value).toMatch(/^[0-9a-f]{16}$/);
    const found = async (text: string): Promise<string[]> =>
      findingsOf(
        await watertight(argv, {
          "a.yaml": text,
          "watertight.yaml": excepting(`checks: [secret-in-config-map], value: "${value}"`),
        }),
        "secret-in-config-map",
      );
    expect(await found(settings(known))).toEqual([]);
    expect(await found(settings(known, added))).toEqual([
      "ConfigMap/web data[b.password] a.yaml:6",
    ]);
    expect(await found(settings(changed))).toEqual(["ConfigMap/web data[a.password] a.yaml:5"]);
  });
});

import { expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const files = {
  "pod.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hostPID: true
  containers: [{name: main}]
`,
};
const argv = ["scan", "--no-config", "--framework"];

it("reports by control, and a person sees what is open", async () => {
  const { status, stdout } = await watertight([...argv, "pss-baseline", "pod.yaml"], files);
  expect(status).toBe(1);
  expect(stdout).toBe(`Pod Security Standards, baseline
12 controls: 1 fail, 0 manual, 0 not seen, 11 pass

Fail (1)
  Host Namespaces
    No host namespaces: 1 finding (host-pid)

Pass (11)
  HostProcess: No Windows HostProcess containers
  Privileged Containers: No privileged containers
  Capabilities: No capabilities beyond the default set
  HostPath Volumes: No hostPath volumes
  Host Ports: No host ports
  Host Probes / Lifecycle Hooks: Probes and hooks only to the pod itself
  AppArmor: AppArmor not unconfined
  SELinux: No custom SELinux user, role or type
  /proc Mount Type: Default /proc mount
  Seccomp: Seccomp not unconfined
  Sysctls: Only safe sysctls
`);
});

interface Report {
  readonly framework: { readonly id: string };
  readonly controls: readonly { id: string; status: string; reason: string | null }[];
  readonly summary: Readonly<Record<string, number>>;
}

it("says in JSON what no object shows and what a person has to judge", async () => {
  const { stdout } = await watertight([...argv, "cis-1.12", "-o", "json", "pod.yaml"], files);
  const report = JSON.parse(stdout) as Report;
  const statusOf = (id: string): unknown =>
    report.controls
      .filter((control) => control.id === id)
      .map(({ status, reason }) => [status, reason]);
  expect(statusOf("4.1.1")).toEqual([["not-assessable", "no Kubernetes object shows it"]]);
  expect(statusOf("3.1.1")).toEqual([["manual", "no check examines it"]]);
  expect(statusOf("5.2.3")).toEqual([["fail", null]]);
  expect(statusOf("5.2.2")).toEqual([["pass", null]]);
  const sum = Object.values(report.summary).reduce((total, count) => total + count, 0);
  expect(sum).toBe(report.controls.length);
  expect(report.controls.length).toBe(131);
});

it("passes nothing when a part of the input was not examined", async () => {
  const broken = { ...files, "broken.yaml": "a: [\n" };
  const { status, stdout } = await watertight([...argv, "pss-baseline", "."], broken);
  expect(status).toBe(3);
  expect(stdout).toContain("12 controls: 1 fail, 0 manual, 11 not seen, 0 pass\n");
});

it("writes no SARIF by control", async () => {
  await expect(watertight([...argv, "cis-1.12", "-o", "sarif", "pod.yaml"], files)).rejects.toThrow(
    "With --framework the report is pretty or json, not sarif.",
  );
});

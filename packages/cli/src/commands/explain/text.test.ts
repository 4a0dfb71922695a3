import type { Check } from "@watertight/core/checks";
import { createPaint } from "@watertight/reports/text";
import { expect, test } from "vitest";
import { findChecks } from "../../find-checks.ts";
import { explanationOf } from "./text.ts";

const paint = createPaint(false);

const hostIpc: Check = {
  on: "pod",
  id: "host-ipc",
  title: "Shared IPC namespace",
  topic: "pod-security",
  severity: "high",
  description: "The pod reads the memory of others.",
  remediation: "Remove `hostIPC`.",
  references: [{ standard: "pss-baseline", id: "Host Namespaces" }],
  aliases: ["datree:27", "polaris:hostIPCSet", "trivy:KSV-0008"],
  examples: {
    violating: [
      {
        title: "a pod with hostIPC",
        pod: { spec: { hostIPC: true, containers: [{ name: "web" }] } },
        violations: ["spec.hostIPC: shares the IPC namespace of the node"],
      },
    ],
    compliant: [{ title: "a pod without", pod: { spec: { containers: [{ name: "web" }] } } }],
  },
  evaluate: () => [],
};
const noQuota: Check = {
  on: "object",
  id: "no-quota",
  title: "Namespace without quota",
  topic: "namespaces",
  severity: "low",
  description: "D.",
  remediation: "R.",
  references: [],
  examples: {
    violating: [
      {
        title: "v",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "b" } },
        ],
        violations: ["Namespace/a metadata.name: has no quota"],
      },
    ],
    compliant: [{ title: "c", objects: [] }],
  },
  evaluate: () => [],
};
const checks = [hostIpc, noQuota];

test("explain tells everything about a check, with manifests that can be applied", () => {
  expect(explanationOf(hostIpc, paint)).toBe(`host-ipc  high  pod-security
Shared IPC namespace

Severity
  One more step, or one mistake elsewhere, and an attacker has what critical means; or somebody
  else's data or credentials are open as it is.

Why
  The pod reads the memory of others.

What to change
  Remove \`hostIPC\`.

References
  Pod Security Standards, baseline: Host Namespaces

Other names
  datree:27, polaris:hostIPCSet, trivy:KSV-0008

Violating: a pod with hostIPC
  apiVersion: v1
  kind: Pod
  metadata:
    name: example
  spec:
    hostIPC: true
    containers:
      - name: web
  # spec.hostIPC: shares the IPC namespace of the node

Compliant: a pod without
  apiVersion: v1
  kind: Pod
  metadata:
    name: example
  spec:
    containers:
      - name: web
`);
});

test("several objects are several documents", () => {
  expect(explanationOf(noQuota, paint)).toContain("    name: a\n  ---\n  apiVersion: v1\n");
});

test("an unknown id is wrong usage with a guess", () => {
  expect(findChecks("no-quota", checks, "explain")).toEqual([noQuota]);
  expect(() => findChecks("host-icp", checks, "explain")).toThrow(
    'There is no check "host-icp"; did you mean "host-ipc"? Run "watertight checks" for the list.',
  );
});

test.each([
  "trivy:KSV-0008",
  "KSV-0008",
  "ksv008",
  "AVD-KSV-0008",
  "Trivy:KSV8",
  "hostipcset",
  "Polaris:HostIPCSet",
  "datree:27",
  "HOST-IPC",
])("%s is the name of a check", (name) => {
  expect(findChecks(name, checks, "explain")).toEqual([hostIpc]);
});

test("a name that two checks share finds both", () => {
  const shared = { ...noQuota, aliases: ["kubescape:C-0038"] };
  const other = { ...hostIpc, aliases: ["kubescape:C-0038"] };
  expect(findChecks("c-38", [shared, other], "explain")).toEqual([shared, other]);
});

test.each(["27", "checkov:KSV-0008", "KSV-00080", ""])("%j is the name of none", (name) => {
  expect(() => findChecks(name, checks, "explain")).toThrow(`There is no check "${name}"`);
});

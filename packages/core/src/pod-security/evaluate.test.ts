import { expect, test } from "vitest";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import { evaluatePod } from "./evaluate.ts";
import type { LevelVersion } from "./policy.ts";
import { compareBytes, quote } from "./text.ts";

const BASELINE: LevelVersion = { level: "baseline", version: "latest" };
const RESTRICTED: LevelVersion = { level: "restricted", version: "latest" };

function violationsOf(spec: PodSpec, levelVersion: LevelVersion) {
  return evaluatePod({ metadata: {}, spec }, levelVersion).violations.map(({ check, paths }) => [
    check,
    ...paths.map(formatFieldPath),
  ]);
}

test("every level allows what it does not forbid", () => {
  const spec: PodSpec = { hostPID: true };
  expect(evaluatePod({ metadata: {}, spec }, { level: "privileged", version: "v1.5" })).toEqual({
    allowed: true,
    message: "",
    violations: [],
  });
});

test("a bare container misses every field that restricted demands, each with the path to set", () => {
  expect(violationsOf({ containers: [{ name: "web" }] }, RESTRICTED)).toEqual([
    ["allowPrivilegeEscalation", "spec.containers[0].securityContext.allowPrivilegeEscalation"],
    ["capabilities_restricted", "spec.containers[0].securityContext.capabilities.drop"],
    ["runAsNonRoot", "spec.containers[0].securityContext.runAsNonRoot"],
    ["seccompProfile_restricted", "spec.containers[0].securityContext.seccompProfile.type"],
  ]);
});

test("baseline violations name the offending fields of the offending containers only", () => {
  const spec: PodSpec = {
    hostNetwork: true,
    volumes: [
      { name: "ok", emptyDir: {} },
      { name: "host", hostPath: { path: "/" } },
    ],
    securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] },
    initContainers: [{ name: "setup", securityContext: { privileged: true } }],
    containers: [
      { name: "web", ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] },
      { name: "log", livenessProbe: { httpGet: { host: "10.0.0.1", port: 80 } } },
      {
        name: "caps",
        securityContext: {
          capabilities: { add: ["CHOWN", "SYS_ADMIN"] },
          seLinuxOptions: { user: "u", type: "spc_t" },
        },
      },
    ],
  };
  expect(violationsOf(spec, BASELINE)).toEqual([
    ["capabilities_baseline", "spec.containers[2].securityContext.capabilities.add[1]"],
    ["hostNamespaces", "spec.hostNetwork"],
    ["hostPathVolumes", "spec.volumes[1].hostPath"],
    ["hostPorts", "spec.containers[0].ports[1].hostPort"],
    ["hostProbesAndHostLifecycle", "spec.containers[1].livenessProbe.httpGet.host"],
    ["privileged", "spec.initContainers[0].securityContext.privileged"],
    [
      "seLinuxOptions",
      "spec.containers[2].securityContext.seLinuxOptions.type",
      "spec.containers[2].securityContext.seLinuxOptions.user",
    ],
    ["sysctls", "spec.securityContext.sysctls[0].name"],
  ]);
});

test("annotations are named by their key", () => {
  const annotations = { "container.apparmor.security.beta.kubernetes.io/web": "unconfined" };
  expect(evaluatePod({ metadata: { annotations }, spec: {} }, BASELINE).violations).toEqual([
    {
      check: "appArmorProfile",
      reason: "forbidden AppArmor profile",
      detail:
        'annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/web="unconfined""',
      paths: [["metadata", "annotations", "container.apparmor.security.beta.kubernetes.io/web"]],
    },
  ]);
});

test("an empty detail leaves no parentheses", () => {
  const spec: PodSpec = { securityContext: { sysctls: [{ name: "", value: "" }] } };
  expect(evaluatePod({ metadata: {}, spec }, BASELINE).message).toBe("forbidden sysctls");
});

test("user namespaces relax runAsNonRoot from v1.35 on, not before", () => {
  const spec: PodSpec = { hostUsers: false, containers: [{ name: "a" }] };
  const checksAt = (version: "v1.34" | "v1.35") =>
    violationsOf(spec, { level: "restricted", version }).map(([check]) => check);
  expect(checksAt("v1.34")).toContain("runAsNonRoot");
  expect(checksAt("v1.35")).not.toContain("runAsNonRoot");
});

test("text is quoted and sorted as Go does it", () => {
  expect(quote('a"\\\n\u0001\u007f\u0080\u200b\u{e0001}é \u00a0\ud800')).toBe(
    '"a\\"\\\\\\n\\x01\\x7f\\u0080\\u200b\\U000e0001é \\u00a0\ufffd"',
  );
  expect(["\u{1f600}", "\uffee", "b", "ab", "a"].sort(compareBytes)).toEqual([
    "a",
    "ab",
    "b",
    "\uffee",
    "\u{1f600}",
  ]);
});

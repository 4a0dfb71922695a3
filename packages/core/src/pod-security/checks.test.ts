import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { POD_SECURITY_CHECKS } from "./checks/index.ts";
import { podSecurityChecksAt } from "./evaluate.ts";

test("the index lists exactly the files of the folder, under their names", () => {
  const files = readdirSync(new URL("./checks", import.meta.url))
    .filter((file) => file !== "index.ts")
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();
  expect(POD_SECURITY_CHECKS.map(({ id }) => id).sort()).toEqual(files);
});

test("v1.0 restricted runs the baseline checks that nothing overrides, then its own", () => {
  expect(podSecurityChecksAt({ level: "restricted", version: "v1.0" })).toEqual([
    "appArmorProfile",
    "capabilities_baseline",
    "hostNamespaces",
    "hostPorts",
    "privileged",
    "procMount",
    "seLinuxOptions",
    "seccompProfile_baseline",
    "sysctls",
    "windowsHostProcess",
    "restrictedVolumes",
    "runAsNonRoot",
  ]);
});

test("latest restricted suppresses every baseline check that a stricter one contains", () => {
  const latest = [
    "appArmorProfile",
    "hostNamespaces",
    "hostPorts",
    "hostProbesAndHostLifecycle",
    "privileged",
    "seLinuxOptions",
    "sysctls",
    "windowsHostProcess",
    "allowPrivilegeEscalation",
    "capabilities_restricted",
    "procMount_restricted",
    "restrictedVolumes",
    "runAsNonRoot",
    "runAsUser",
    "seccompProfile_restricted",
  ];
  expect(podSecurityChecksAt({ level: "restricted", version: "latest" })).toEqual(latest);
  expect(podSecurityChecksAt({ level: "restricted", version: "v1.99" })).toEqual(latest);
});

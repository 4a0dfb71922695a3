import { controlsOf, type Framework } from "./framework.ts";

const BASELINE = controlsOf("pss-baseline", "objects", [
  ["HostProcess", "No Windows HostProcess containers"],
  ["Host Namespaces", "No host namespaces"],
  ["Privileged Containers", "No privileged containers"],
  ["Capabilities", "No capabilities beyond the default set"],
  ["HostPath Volumes", "No hostPath volumes"],
  ["Host Ports", "No host ports"],
  ["Host Probes / Lifecycle Hooks", "Probes and hooks only to the pod itself"],
  ["AppArmor", "AppArmor not unconfined"],
  ["SELinux", "No custom SELinux user, role or type"],
  ["/proc Mount Type", "Default /proc mount"],
  ["Seccomp", "Seccomp not unconfined"],
  ["Sysctls", "Only safe sysctls"],
]);

/** Pod Security Standards, baseline; ids are the headings of the standard. */
export const PSS_BASELINE: Framework = {
  id: "pss-baseline",
  title: "Pod Security Standards, baseline",
  controls: BASELINE,
};

/** Pod Security Standards, restricted, which demands baseline too. */
export const PSS_RESTRICTED: Framework = {
  id: "pss-restricted",
  title: "Pod Security Standards, restricted",
  controls: [
    ...BASELINE,
    ...controlsOf("pss-restricted", "objects", [
      ["Volume Types", "Only the listed volume types"],
      ["Privilege Escalation", "No privilege escalation"],
      ["Running as Non-root", "Containers must not run as root"],
      ["Running as Non-root user", "runAsUser is not 0"],
      ["Seccomp", "Seccomp profile set"],
      ["Capabilities", "All capabilities dropped"],
      ["/proc Mount Type", "Default /proc mount"],
    ]),
  ],
};

import { controlsOf, type Framework } from "./framework.ts";

const BASELINE = controlsOf("pss-baseline", "objects", [
  ["HostProcess", "No Windows HostProcess containers"],
  ["Host Namespaces", "No namespaces of the node"],
  ["Privileged Containers", "No privileged containers"],
  ["Capabilities", "No capabilities beyond the default set"],
  ["HostPath Volumes", "No paths of the node"],
  ["Host Ports", "No ports of the node"],
  ["Host Probes / Lifecycle Hooks", "Probes and hooks only to the pod itself"],
  ["AppArmor", "AppArmor is not switched off"],
  ["SELinux", "No SELinux options of one's own"],
  ["/proc Mount Type", "The default /proc"],
  ["Seccomp", "Seccomp is not switched off"],
  ["Sysctls", "Only sysctls that are safe"],
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
      ["Volume Types", "Only volumes of the listed types"],
      ["Privilege Escalation", "No privilege escalation"],
      ["Running as Non-root", "Containers must not run as root"],
      ["Running as Non-root user", "No container sets the user 0"],
      ["Seccomp", "A seccomp profile is set"],
      ["Capabilities", "All capabilities are dropped"],
      ["/proc Mount Type", "The default /proc"],
    ]),
  ],
};

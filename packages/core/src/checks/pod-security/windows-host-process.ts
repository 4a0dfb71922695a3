import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Neither the pod nor a container sets `windowsOptions.hostProcess`. */
export const windowsHostProcess: PodCheck = {
  on: "pod",
  id: "windows-host-process",
  title: "Windows HostProcess container",
  topic: "pod-security",
  severity: "critical",
  description:
    "A HostProcess container is not isolated: it runs on the Windows node itself, with access to its files, network and accounts. Whoever controls it controls the node.",
  remediation: "Remove `hostProcess`, or set it to `false`.",
  references: referencesTo({
    "pss-baseline": ["HostProcess"],
    "cis-1.12": ["5.2.10"],
    "mitre-attack": ["T1611"],
    "ms-threat-matrix": ["MS-TA9018"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubescape:C-0202", "polaris:hostProcess", "trivy:KSV-0103"],

  *evaluate(pod) {
    if (pod.spec.securityContext?.windowsOptions?.hostProcess === true) {
      const path = ["spec", "securityContext", "windowsOptions", "hostProcess"];
      const fix = replacing("may-break", path, false);
      yield { path, message: "pod sets hostProcess to true", fix };
    }
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      if (security.windowsOptions?.hostProcess !== true) continue;
      const path = [...securityPath, "windowsOptions", "hostProcess"];
      yield {
        path,
        message: `${label} sets hostProcess to true`,
        container: container.name,
        fix: replacing("may-break", path, false),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a pod and a container",
        pod: {
          spec: {
            securityContext: { windowsOptions: { hostProcess: true } },
            containers: [
              { name: "web", securityContext: { windowsOptions: { hostProcess: false } } },
              { name: "log", securityContext: { windowsOptions: { hostProcess: true } } },
            ],
          },
        },
        violations: [
          "spec.securityContext.windowsOptions.hostProcess: pod sets hostProcess to true",
          'spec.containers[1].securityContext.windowsOptions.hostProcess: container "log" sets hostProcess to true',
        ],
      },
    ],
    compliant: [
      {
        title: "a Windows pod without it",
        pod: { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
      },
    ],
  },
};

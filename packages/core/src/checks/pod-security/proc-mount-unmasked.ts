import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container sets a `procMount` other than `Default`. */
export const procMountUnmasked: PodCheck = {
  on: "pod",
  id: "proc-mount-unmasked",
  title: "Unmasked /proc mount",
  topic: "pod-security",
  severity: "high",
  description:
    "Runtimes mask or write-protect the parts of `/proc` that expose the node's kernel. `procMount: Unmasked` lifts that: through `/proc/sys` and `/proc/sysrq-trigger` the container changes the node. In a pod with a user namespace of its own the baseline level allows it, the restricted level does not, and the finding is low.",
  remediation: "Remove `procMount`, or set it to `Default`.",
  references: referencesTo({
    "pss-baseline": ["/proc Mount Type"],
    "pss-restricted": ["/proc Mount Type"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kube-linter:unsafe-proc-mount", "polaris:procMount", "trivy:KSV-0027"],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const { procMount } = security;
      if (procMount === undefined || procMount === "Default") continue;
      const path = [...securityPath, "procMount"];
      yield {
        path,
        message: `${label} sets procMount "${procMount}"`,
        container: container.name,
        severity: hasUserNamespace(pod.spec) ? "low" : "high",
        fix: removing("may-break", path),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the container that unmasks it",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { procMount: "Default" } },
              { name: "build", securityContext: { procMount: "Unmasked" } },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext.procMount: container "build" sets procMount "Unmasked"',
        ],
      },
    ],
    compliant: [
      { title: "a container that does not say", pod: { spec: { containers: [{ name: "web" }] } } },
    ],
  },
};

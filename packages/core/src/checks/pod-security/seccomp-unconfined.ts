import type { Violation } from "../../findings/finding.ts";
import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { ownSeccompOf, podSeccompOf, type SetProfile } from "../facts/seccomp-profiles.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Seccomp profiles that are set are `RuntimeDefault` or `Localhost`. */
export const seccompUnconfined: PodCheck = {
  on: "pod",
  id: "seccomp-unconfined",
  title: "Seccomp profile Unconfined",
  topic: "pod-security",
  severity: "high",
  description:
    "`Unconfined` allows the container every system call of the kernel, even where the kubelet confines all others by default. Most container escapes through the kernel depend on that.",
  remediation: "Set `seccompProfile.type` to `RuntimeDefault`, or to `Localhost` with a profile.",
  references: referencesTo({
    "pss-baseline": ["Seccomp"],
    "pss-restricted": ["Seccomp"],
    "cis-1.12": ["5.6.2"],
    "nsa-1.2": ["Hardening container environments"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubesec:SeccompUnconfined", "trivy:KSV-0104"],
  impliedBy: ["privileged-container"],

  *evaluate(pod, { cluster }) {
    const inherited = podSeccompOf(pod, cluster);
    if (inherited && !isConfined(inherited.type)) yield violationOf("pod", inherited);
    for (const each of podContainersOf(pod)) {
      const own = ownSeccompOf(each, pod, cluster);
      if (!own || isConfined(own.type)) continue;
      yield { ...violationOf(each.label, own), container: each.container.name };
    }
  },

  examples: {
    violating: [
      {
        title: "an unconfined pod and an unconfined container",
        pod: {
          spec: {
            securityContext: { seccompProfile: { type: "Unconfined" } },
            containers: [
              { name: "web", securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
              { name: "log", securityContext: { seccompProfile: { type: "Unconfined" } } },
            ],
          },
        },
        violations: [
          'spec.securityContext.seccompProfile.type: pod sets seccomp profile type "Unconfined"',
          'spec.containers[1].securityContext.seccompProfile.type: container "log" sets seccomp profile type "Unconfined"',
        ],
      },
      {
        title: "an unconfined container by the annotation, in v1.26",
        pod: {
          metadata: {
            annotations: {
              "seccomp.security.alpha.kubernetes.io/pod": "runtime/default",
              "container.seccomp.security.alpha.kubernetes.io/log": "unconfined",
            },
          },
          spec: { containers: [{ name: "web" }, { name: "log" }] },
        },
        assumptions: { kubernetesVersion: "v1.26" },
        violations: [
          'metadata.annotations[container.seccomp.security.alpha.kubernetes.io/log]: container "log" sets seccomp profile type "Unconfined"',
        ],
      },
    ],
    compliant: [
      {
        title: "the runtime's profile or one of the node",
        pod: {
          spec: {
            securityContext: { seccompProfile: { type: "RuntimeDefault" } },
            containers: [
              {
                name: "web",
                securityContext: {
                  seccompProfile: { type: "Localhost", localhostProfile: "web.json" },
                },
              },
            ],
          },
        },
      },
      {
        title: "a pod that does not say, which seccomp-missing reports",
        pod: { spec: { containers: [{ name: "web" }] } },
      },
    ],
  },
};

function violationOf(label: string, { type, path, written, by }: SetProfile): Violation {
  const confined = by === "field" ? "RuntimeDefault" : "runtime/default";
  return {
    path,
    message: `${label} sets seccomp profile type "${type}"`,
    fix: setting("may-break", path, written, confined),
  };
}

function isConfined(type: string | undefined): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}

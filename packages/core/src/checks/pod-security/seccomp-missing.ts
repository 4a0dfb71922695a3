import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { ownSeccompOf, podSeccompOf } from "../facts/seccomp-profiles.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every container has a seccomp profile of its own or of its pod; Windows pods need none. */
export const seccompMissing: PodCheck = {
  on: "pod",
  id: "seccomp-missing",
  title: "No seccomp profile",
  topic: "pod-security",
  severity: "medium",
  description:
    "Without a seccomp profile the container may use every system call of the kernel, rarely tested ones included, unless the kubelet sets a default. Most container escapes through the kernel need a system call that the runtime's default profile blocks.",
  remediation: "Set `seccompProfile.type: RuntimeDefault` in the pod's security context.",
  references: referencesTo({
    "pss-restricted": ["Seccomp"],
    "cis-1.12": ["5.6.2"],
    "nsa-1.2": ["Hardening container environments"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_31",
    "checkov:Seccomp",
    "datree:61",
    "datree:99",
    "datree:CIS_INVALID_VALUE_SECCOMP_PROFILE",
    "datree:CONTAINERS_INCORRECT_SECCOMP_PROFILE",
    "kube-score:container-seccomp-profile",
    "kubescape:C-0210",
    "kubesec:SeccompAny",
    "trivy:KSV-0030",
  ],
  impliedBy: ["privileged-container"],

  *evaluate(pod, { cluster }) {
    if (isWindowsPod(pod.spec) || podSeccompOf(pod, cluster)) return;
    for (const each of podContainersOf(pod)) {
      const { container, securityPath, label } = each;
      if (ownSeccompOf(each, pod, cluster)) continue;
      yield {
        path: [...securityPath, "seccompProfile"],
        message: `${label} has no seccomp profile`,
        container: container.name,
        fix: adding("may-break", [...securityPath, "seccompProfile", "type"], "RuntimeDefault"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the container without one",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              { name: "api", securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.seccompProfile: container "web" has no seccomp profile',
        ],
      },
      {
        title: "an annotation that nothing has read since v1.27",
        pod: {
          metadata: {
            annotations: { "seccomp.security.alpha.kubernetes.io/pod": "runtime/default" },
          },
          spec: { containers: [{ name: "web" }] },
        },
        assumptions: { kubernetesVersion: "v1.27" },
        violations: [
          'spec.containers[0].securityContext.seccompProfile: container "web" has no seccomp profile',
        ],
      },
      {
        title: "an annotation for the other container, in v1.26",
        pod: {
          metadata: {
            annotations: {
              "container.seccomp.security.alpha.kubernetes.io/web": "docker/default",
            },
          },
          spec: { containers: [{ name: "web" }, { name: "log" }] },
        },
        assumptions: { kubernetesVersion: "v1.26" },
        violations: [
          'spec.containers[1].securityContext.seccompProfile: container "log" has no seccomp profile',
        ],
      },
    ],
    compliant: [
      {
        title: "an annotation, which counts until v1.26",
        pod: {
          metadata: {
            annotations: { "seccomp.security.alpha.kubernetes.io/pod": "localhost/web.json" },
          },
          spec: { containers: [{ name: "web" }] },
        },
        assumptions: { kubernetesVersion: "v1.26" },
      },
      {
        title: "a container that inherits the pod's",
        pod: {
          spec: {
            securityContext: { seccompProfile: { type: "RuntimeDefault" } },
            containers: [{ name: "web" }],
          },
        },
      },
      {
        title: "a Windows pod",
        pod: { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
      },
    ],
  },
};

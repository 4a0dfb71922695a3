import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every container has a security context of its own or of its pod. */
export const containerSecurityContextMissing: PodCheck = {
  on: "pod",
  id: "container-security-context-missing",
  title: "Container without a security context",
  topic: "pod-security",
  severity: "info",
  description:
    "A container without a security context, its own or its pod's, runs with the defaults of the image and the runtime: mostly as root, with the default capabilities and a writable root filesystem. The single settings are reported by checks of their own.",
  remediation:
    "Set a `securityContext` on the container, at least with `allowPrivilegeEscalation: false`, `capabilities.drop: [ALL]` and `runAsNonRoot: true`.",
  references: referencesTo({
    "cis-1.12": ["5.6.3"],
    "nsa-1.2": ["Pod security enforcement"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_30",
    "checkov:ContainerSecurityContext",
    "checkov:SecurityContexts",
    "datree:100",
    "kube-score:container-security-context",
    "kubescape:C-0211",
    "trivy:KSV-0118",
  ],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec) || pod.spec.securityContext) return;
    for (const { container, securityPath, label } of podContainersOf(pod)) {
      if (container.securityContext) continue;
      yield {
        path: securityPath,
        message: `${label} has no security context`,
        container: container.name,
        fix: adding("may-break", securityPath, RESTRICTED),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the container without one",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "api", securityContext: { runAsUser: 10001 } }],
          },
        },
        violations: ['spec.containers[0].securityContext: container "web" has no security context'],
      },
    ],
    compliant: [
      {
        title: "one of the pod",
        pod: { spec: { securityContext: { runAsUser: 10001 }, containers: [{ name: "web" }] } },
      },
    ],
  },
};

/** What the restricted level asks of a container. */
const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

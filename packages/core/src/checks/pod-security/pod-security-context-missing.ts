import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** A pod whose containers leave open who they run as has a security context that says it for all. */
export const podSecurityContextMissing: PodCheck = {
  on: "pod",
  id: "pod-security-context-missing",
  title: "Pod without a security context",
  topic: "pod-security",
  severity: "info",
  description:
    "The pod's security context applies to every container, including containers that are added later, injected sidecars and debug containers. Without it each of them has to set on its own that it does not run as root. Pods all of whose containers do are left out; containers without any context are reported by `container-security-context-missing`.",
  remediation:
    "Set `runAsNonRoot: true` and `seccompProfile.type: RuntimeDefault` in the pod's `securityContext`.",
  references: referencesTo({
    "cis-1.12": ["5.6.3"],
    "nsa-1.2": ["Pod security enforcement"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_29",
    "checkov:PodSecurityContext",
    "checkov:SecurityContexts",
    "kubescape:C-0211",
    "trivy:KSV-0118",
  ],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec) || pod.spec.securityContext) return;
    const contexts = podContainersOf(pod).flatMap(
      ({ container }) => container.securityContext ?? [],
    );
    if (contexts.every(({ runAsNonRoot, runAsUser }) => runAsNonRoot === true || runAsUser)) return;
    const path = ["spec", "securityContext"];
    yield {
      path,
      message: "pod has no securityContext, and its containers do not all set the user",
      fix: adding("may-break", path, {
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      }),
    };
  },

  examples: {
    violating: [
      {
        title: "two containers, one of which does not say who it runs as",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { capabilities: { drop: ["NET_RAW"] } } },
              { name: "api", securityContext: { runAsNonRoot: true } },
            ],
          },
        },
        violations: [
          "spec.securityContext: pod has no securityContext, and its containers do not all set the user",
        ],
      },
    ],
    compliant: [
      {
        title: "containers that say it on their own",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { runAsUser: 10001 } },
              { name: "api", securityContext: { runAsNonRoot: true } },
            ],
          },
        },
      },
      {
        title: "a context of the pod",
        pod: { spec: { securityContext: {}, containers: [{ name: "web", securityContext: {} }] } },
      },
    ],
  },
};

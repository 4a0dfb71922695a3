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
    "The pod's security context holds for every container, those that are added later, injected sidecars and debug containers included. Without it each of them has to say on its own that it is not root. Pods all of whose containers say so are left out, and so are containers without any context: they are `container-security-context-missing`'s.",
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
      message: "pod has no security context, and its containers leave open who they run as",
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
          "spec.securityContext: pod has no security context, and its containers leave open who they run as",
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

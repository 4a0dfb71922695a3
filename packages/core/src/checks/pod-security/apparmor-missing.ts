import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const ANNOTATION_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

/** Every container names an AppArmor profile, by its pod, itself or the annotation of old. */
export const apparmorMissing: PodCheck = {
  on: "pod",
  id: "apparmor-missing",
  title: "No AppArmor profile",
  topic: "pod-security",
  severity: "info",
  description:
    "Nodes with AppArmor apply the runtime's default profile to a pod that names none; nodes without AppArmor start the pod unconfined. A pod that names a profile is rejected there, so that it never runs less confined than its manifest says.",
  remediation:
    "Set `appArmorProfile.type: RuntimeDefault` in the pod's security context where all nodes have AppArmor.",
  references: referencesTo({
    "nsa-1.2": ["Hardening container environments"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubesec:ApparmorAny", "trivy:KSV-0002"],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec) || pod.spec.securityContext?.appArmorProfile) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const annotation = `${ANNOTATION_PREFIX}${container.name}`;
      if (security.appArmorProfile || Object.hasOwn(pod.metadata.annotations, annotation)) continue;
      yield {
        path: [...securityPath, "appArmorProfile"],
        message: `${label} names no AppArmor profile`,
        container: container.name,
        fix: adding("may-break", [...securityPath, "appArmorProfile", "type"], "RuntimeDefault"),
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
              { name: "api", securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.appArmorProfile: container "web" names no AppArmor profile',
        ],
      },
    ],
    compliant: [
      {
        title: "a profile of the pod",
        pod: {
          spec: {
            securityContext: { appArmorProfile: { type: "RuntimeDefault" } },
            containers: [{ name: "web" }],
          },
        },
      },
      {
        title: "the annotation of old",
        pod: {
          metadata: {
            annotations: {
              "container.apparmor.security.beta.kubernetes.io/web": "runtime/default",
            },
          },
          spec: { containers: [{ name: "web" }] },
        },
      },
    ],
  },
};

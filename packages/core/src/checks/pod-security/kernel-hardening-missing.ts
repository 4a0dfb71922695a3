import type { Cluster } from "../../cluster/cluster.ts";
import type { SecurityContext } from "../../kubernetes/api/types.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { capabilityName } from "../../node-escape/capabilities.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { ownSeccompOf, podSeccompOf } from "../facts/seccomp-profiles.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

/** Every container asks for at least one of seccomp, AppArmor, SELinux and dropped capabilities. */
export const kernelHardeningMissing: PodCheck = {
  on: "pod",
  id: "kernel-hardening-missing",
  title: "No seccomp, AppArmor or SELinux, and no capability dropped",
  topic: "pod-security",
  severity: "low",
  description:
    "Seccomp, AppArmor, SELinux and dropped capabilities each reduce the part of the kernel that a container can attack. A container that sets none of them, or turns off what its pod sets, has only the defaults of the runtime. `seccomp-missing`, `apparmor-missing` and `capabilities-not-dropped` ask for each on its own.",
  remediation:
    "Set `seccompProfile.type: RuntimeDefault` in the pod's security context, and drop all capabilities.",
  references: referencesTo({
    "nsa-1.2": ["Hardening container environments"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubescape:C-0055", "polaris:linuxHardening"],
  impliedBy: ["privileged-container", "seccomp-missing", "seccomp-unconfined"],

  *evaluate(pod, { cluster }) {
    if (isWindowsPod(pod.spec)) return;
    for (const each of podContainersOf(pod)) {
      if (isHardened(each, pod, cluster)) continue;
      const { container, security, securityPath, label } = each;
      const path = [...securityPath, "seccompProfile", "type"];
      yield {
        path: securityPath,
        message: `${label} has no seccomp, AppArmor or SELinux settings that confine it and drops no capability`,
        container: container.name,
        fix: setting("may-break", path, security.seccompProfile?.type, "RuntimeDefault"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "containers without any, or that switch off what the pod has",
        pod: {
          spec: {
            securityContext: { seccompProfile: { type: "RuntimeDefault" } },
            containers: [
              { name: "web" },
              { name: "log", securityContext: { seccompProfile: { type: "Unconfined" } } },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext: container "log" has no seccomp, AppArmor or SELinux settings that confine it and drops no capability',
        ],
      },
      {
        title: "capabilities that are dropped and all given back",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { capabilities: { drop: ["ALL"], add: ["all"] } } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext: container "web" has no seccomp, AppArmor or SELinux settings that confine it and drops no capability',
        ],
      },
    ],
    compliant: [
      {
        title: "one of the four each",
        pod: {
          metadata: {
            annotations: {
              "container.apparmor.security.beta.kubernetes.io/old": "runtime/default",
            },
          },
          spec: {
            containers: [
              { name: "old" },
              { name: "web", securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
              { name: "api", securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
              { name: "log", securityContext: { seLinuxOptions: { level: "s0:c1,c2" } } },
              { name: "job", securityContext: { capabilities: { drop: ["NET_RAW"] } } },
            ],
          },
        },
      },
    ],
  },
};

function isHardened(each: PodContainer, pod: PodTemplate, cluster: Cluster): boolean {
  const { security } = each;
  const ofPod = pod.spec.securityContext ?? {};
  const seLinuxOptions = security.seLinuxOptions ?? ofPod.seLinuxOptions ?? {};
  return (
    dropsCapabilities(security) ||
    confines((ownSeccompOf(each, pod, cluster) ?? podSeccompOf(pod, cluster))?.type) ||
    hasAppArmor(each, pod) ||
    Object.keys(seLinuxOptions).length > 0
  );
}

function dropsCapabilities({ capabilities }: SecurityContext): boolean {
  const { drop = [], add = [] } = capabilities ?? {};
  return drop.length > 0 && !add.some((capability) => capabilityName(capability) === "ALL");
}

function hasAppArmor({ container, security }: PodContainer, pod: PodTemplate): boolean {
  const profile = security.appArmorProfile ?? pod.spec.securityContext?.appArmorProfile;
  if (profile) return confines(profile.type);
  const annotation = pod.metadata.annotations[`${APPARMOR_ANNOTATION}${container.name}`];
  return annotation !== undefined && annotation !== "unconfined";
}

function confines(type: string | undefined): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}

import type { PodCheck } from "../../check.ts";
import type { Violation } from "../../finding.ts";
import { replacing, setting } from "../fixes.ts";
import { hasUserNamespace, type PodContainer, podContainersOf } from "../pod-containers.ts";
import { referencesTo } from "../references.ts";

/** Pod or container says `runAsNonRoot: true` and none says false, unless the pod has a user namespace of its own. */
export const runAsNonRootMissing: PodCheck = {
  on: "pod",
  id: "run-as-non-root-missing",
  title: "May run as root",
  topic: "pod-security",
  severity: "medium",
  description:
    "Without `runAsNonRoot: true` the image decides who the process is, and most images say root. The kubelet then starts it, and an attacker in the container has root of the node's kernel. Where `runAsUser` names another user the finding is low: the field only keeps that from being changed.",
  remediation:
    "Set `runAsNonRoot: true` in the pod's security context, with a `runAsUser` that is not 0 where the image names no user by number.",
  references: referencesTo({
    "pss-restricted": ["Running as Non-root"],
    "cis-1.12": ["5.2.7"],
    "nsa-1.2": ["Non-root containers and rootless container engines"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec)) return;
    const inherited = pod.spec.securityContext ?? {};
    if (inherited.runAsNonRoot === false) {
      const path = ["spec", "securityContext", "runAsNonRoot"];
      const message = "pod allows root";
      const named = [...podContainersOf(pod)].every(({ security }) => {
        const user = security.runAsUser ?? inherited.runAsUser;
        return user !== undefined && user !== 0;
      });
      yield { path, message, fix: replacing(named ? "safe" : "may-break", path, true) };
    }
    for (const each of podContainersOf(pod)) {
      const own = each.security.runAsNonRoot;
      // A pod that says false is one finding for all containers that inherit it.
      if (own === true || (own === undefined && inherited.runAsNonRoot !== undefined)) continue;
      yield violationOf(each, inherited.runAsUser);
    }
  },

  examples: {
    violating: [
      {
        title: "containers that do not say or say false, where the pod does not say",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              { name: "api", securityContext: { runAsNonRoot: true } },
              { name: "log", securityContext: { runAsNonRoot: false } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.runAsNonRoot: container "web" does not forbid root',
          'spec.containers[2].securityContext.runAsNonRoot: container "log" allows root',
        ],
      },
      {
        title: "a pod that says false, once",
        pod: { spec: { securityContext: { runAsNonRoot: false }, containers: [{ name: "web" }] } },
        violations: ["spec.securityContext.runAsNonRoot: pod allows root"],
      },
    ],
    compliant: [
      {
        title: "a container that inherits it from the pod",
        pod: { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: "web" }] } },
      },
      {
        title: "a pod with a user namespace of its own",
        pod: { spec: { hostUsers: false, containers: [{ name: "web" }] } },
      },
    ],
  },
};

function violationOf(
  { container, security, securityPath, label }: PodContainer,
  inheritedUser: number | undefined,
): Violation {
  const path = [...securityPath, "runAsNonRoot"];
  const own = security.runAsNonRoot;
  const named = security.runAsUser ?? inheritedUser;
  const user = named ?? 0; // an image that does not say runs as root
  // The kubelet starts no container that is to be root and must not; where a user is named, it asks no more.
  const safety = named === undefined ? "may-break" : "safe";
  return {
    path,
    message: own === false ? `${label} allows root` : `${label} does not forbid root`,
    container: container.name,
    severity: user === 0 ? "medium" : "low",
    ...(named === 0 ? {} : { fix: setting(safety, path, own, true) }),
  };
}

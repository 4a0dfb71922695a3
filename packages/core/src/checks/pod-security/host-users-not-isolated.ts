import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** The pod has a user namespace of its own, wherever the API server allows one. */
export const hostUsersNotIsolated: PodCheck = {
  on: "pod",
  id: "host-users-not-isolated",
  title: "Pod without a user namespace",
  topic: "pod-security",
  severity: "info",
  description:
    "With `hostUsers: false` the pod has a user namespace of its own: root in the pod is an unprivileged user on the node, and a process that escapes the container has no rights there. Pods that share a host namespace cannot have one and are left out.",
  remediation:
    "Set `hostUsers: false` on the pod; it needs Linux 6.3 and a runtime that supports it.",
  references: referencesTo({ "mitre-attack": ["T1611"], "nist-800-190": ["3.5.2"] }),
  aliases: ["kubesec:HostUsers"],

  *evaluate(pod) {
    const { spec } = pod;
    const cannot = spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true;
    if (cannot || hasUserNamespace(spec) || isWindowsPod(spec)) return;
    const path = ["spec", "hostUsers"];
    const message = "pod shares the host's user namespace";
    // The API server refuses both together (`validateHostUsers`).
    const hasDevices = [...podContainersOf(pod)].some(
      ({ container }) => (container.volumeDevices ?? []).length > 0,
    );
    yield hasDevices
      ? { path, message }
      : { path, message, fix: setting("may-break", path, spec.hostUsers, false) };
  },

  examples: {
    violating: [
      {
        title: "a pod that does not say",
        pod: { spec: { containers: [{ name: "web" }] } },
        violations: ["spec.hostUsers: pod shares the host's user namespace"],
      },
    ],
    compliant: [
      {
        title: "a pod that says false",
        pod: { spec: { hostUsers: false, containers: [{ name: "web" }] } },
      },
      {
        title: "a pod that cannot",
        pod: { spec: { hostNetwork: true, containers: [{ name: "web" }] } },
      },
    ],
  },
};

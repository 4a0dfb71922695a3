import type { Violation } from "../../findings/finding.ts";
import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { replacing, setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Pod or container says `runAsNonRoot: true` or names a user that is not root, unless the pod has a user namespace of its own. */
export const runAsNonRootMissing: PodCheck = {
  on: "pod",
  id: "run-as-non-root-missing",
  title: "Container may run as root",
  topic: "pod-security",
  severity: "medium",
  description:
    "Without `runAsNonRoot: true` the image decides which user the process runs as, and most images use root: an attacker in the container is then root to the node's kernel. Where `runAsUser` of the container or the pod is a user other than root, nothing is reported.",
  remediation:
    "Set `runAsNonRoot: true` in the pod's security context, and a `runAsUser` other than 0 where the image names no user by number.",
  references: referencesTo({
    "pss-restricted": ["Running as Non-root"],
    "cis-1.12": ["5.2.7"],
    "nsa-1.2": ["Non-root containers and rootless container engines"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_23",
    "checkov:RootContainers",
    "datree:52",
    "datree:CONTAINERS_INCORRECT_RUNASNONROOT_VALUE",
    "kube-linter:run-as-non-root",
    "kubescape:C-0013",
    "kubesec:RunAsNonRoot",
    "polaris:runAsRootAllowed",
    "popeye:POP-302",
    "popeye:POP-306",
    "trivy:KSV-0012",
  ],
  impliedBy: ["run-as-root"],

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec)) return;
    const inherited = pod.spec.securityContext ?? {};
    const open = podContainersOf(pod).filter(({ security }) => {
      const user = security.runAsUser ?? inherited.runAsUser ?? 0; // an image that does not say runs as root
      return user === 0 && (security.runAsNonRoot ?? inherited.runAsNonRoot) !== true;
    });
    // A pod that says false is one finding for all containers that inherit it.
    const isPods = ({ security }: PodContainer): boolean =>
      security.runAsNonRoot === undefined && inherited.runAsNonRoot === false;
    if (open.some(isPods)) {
      const path = ["spec", "securityContext", "runAsNonRoot"];
      const message = "pod sets runAsNonRoot to false";
      const users = open.filter(isPods).map(({ security }) => security.runAsUser);
      const isRoot = users.some((user) => (user ?? inherited.runAsUser) === 0);
      yield isRoot ? { path, message } : { path, message, fix: replacing("may-break", path, true) };
    }
    for (const each of open) if (!isPods(each)) yield violationOf(each, inherited.runAsUser);
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
          'spec.containers[0].securityContext.runAsNonRoot: container "web" does not set runAsNonRoot to true',
          'spec.containers[2].securityContext.runAsNonRoot: container "log" sets runAsNonRoot to false',
        ],
      },
      {
        title: "a pod that says false, once",
        pod: { spec: { securityContext: { runAsNonRoot: false }, containers: [{ name: "web" }] } },
        violations: ["spec.securityContext.runAsNonRoot: pod sets runAsNonRoot to false"],
      },
    ],
    compliant: [
      {
        title: "a container that inherits it from the pod",
        pod: { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: "web" }] } },
      },
      {
        title: "users that are not root, the container's before the pod's",
        pod: {
          spec: {
            securityContext: { runAsUser: 10001, runAsNonRoot: false },
            containers: [
              { name: "web" },
              { name: "log", securityContext: { runAsUser: 10002, runAsNonRoot: false } },
            ],
          },
        },
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
  return {
    path,
    message:
      own === false
        ? `${label} sets runAsNonRoot to false`
        : `${label} does not set runAsNonRoot to true`,
    container: container.name,
    // The kubelet starts no container that is to be root and must not; the user has to change first.
    ...((security.runAsUser ?? inheritedUser) === 0
      ? {}
      : { fix: setting("may-break", path, own, true) }),
  };
}

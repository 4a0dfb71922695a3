import type { Violation } from "../../findings/finding.ts";
import type { SELinuxOptions } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const ALLOWED_TYPES: readonly string[] = [
  "", // like an absent field
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
];

/** SELinux types are those of containers; user and role are not set. */
export const selinuxOptionsForbidden: PodCheck = {
  on: "pod",
  id: "selinux-options-forbidden",
  title: "Custom SELinux user, role or type",
  topic: "pod-security",
  severity: "high",
  description:
    "SELinux labels keep containers from the node's files and from each other. A type such as `spc_t`, or a custom user or role, lifts that confinement, and an attacker in the container accesses whatever file permissions allow.",
  remediation: "Remove `type`, `user` and `role` from `seLinuxOptions`; `level` may stay.",
  references: referencesTo({
    "pss-baseline": ["SELinux"],
    "nsa-1.2": ["Hardening container environments"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["trivy:KSV-0025"],

  *evaluate(pod) {
    const inherited = pod.spec.securityContext?.seLinuxOptions ?? {};
    yield* forbiddenOptions(inherited, ["spec", "securityContext"], "pod");
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const options = security.seLinuxOptions ?? {};
      for (const violation of forbiddenOptions(options, securityPath, label)) {
        yield { ...violation, container: container.name };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "type, user and role, in pod and container",
        pod: {
          spec: {
            securityContext: { seLinuxOptions: { type: "spc_t" } },
            containers: [
              { name: "web", securityContext: { seLinuxOptions: { type: "container_t" } } },
              {
                name: "log",
                securityContext: { seLinuxOptions: { user: "system_u", role: "system_r" } },
              },
            ],
          },
        },
        violations: [
          'spec.securityContext.seLinuxOptions.type: pod sets SELinux type "spc_t"',
          'spec.containers[1].securityContext.seLinuxOptions.user: container "log" sets SELinux user "system_u"',
          'spec.containers[1].securityContext.seLinuxOptions.role: container "log" sets SELinux role "system_r"',
        ],
      },
    ],
    compliant: [
      {
        title: "a level and a type for containers",
        pod: {
          spec: {
            securityContext: { seLinuxOptions: { level: "s0:c1,c2", type: "container_init_t" } },
            containers: [{ name: "web" }],
          },
        },
      },
    ],
  },
};

function* forbiddenOptions(
  options: SELinuxOptions,
  base: FieldPath,
  label: string,
): Generator<Violation> {
  for (const field of ["type", "user", "role"] as const) {
    const value = options[field] ?? "";
    if (field === "type" ? ALLOWED_TYPES.includes(value) : value === "") continue;
    const path = [...base, "seLinuxOptions", field];
    const message = `${label} sets SELinux ${field} "${value}"`;
    yield { path, message, fix: removing("may-break", path) };
  }
}

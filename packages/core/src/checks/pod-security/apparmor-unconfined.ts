import type { Violation } from "../../findings/finding.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing, setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const ANNOTATION_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

/** AppArmor profiles that are set, in fields or in the annotations of old, confine. */
export const apparmorUnconfined: PodCheck = {
  on: "pod",
  id: "apparmor-unconfined",
  title: "AppArmor profile Unconfined",
  topic: "pod-security",
  severity: "high",
  description:
    "On nodes with AppArmor the runtime's default profile keeps containers from mounting file systems and writing to kernel settings. `Unconfined` removes it and leaves only capabilities and seccomp to confine the container.",
  remediation:
    "Set `appArmorProfile.type` to `RuntimeDefault` or `Localhost`, and remove the annotation.",
  references: referencesTo({
    "pss-baseline": ["AppArmor"],
    "nsa-1.2": ["Hardening container environments"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubesec:ApparmorUnconfined", "trivy:KSV-0002"],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    yield* forbiddenAnnotations(pod);
    yield* forbiddenPodProfile(pod);
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const profile = security.appArmorProfile;
      if (!profile || isConfined(profile.type)) continue;
      const path = [...securityPath, "appArmorProfile", "type"];
      yield {
        path,
        message: `${label} sets AppArmor profile type "${profile.type ?? ""}"`,
        container: container.name,
        fix: setting("may-break", path, profile.type, "RuntimeDefault"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "the fields of pod and container",
        pod: {
          spec: {
            securityContext: { appArmorProfile: { type: "Unconfined" } },
            containers: [
              { name: "web", securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
              { name: "log", securityContext: { appArmorProfile: { type: "Unconfined" } } },
            ],
          },
        },
        violations: [
          'spec.securityContext.appArmorProfile.type: pod sets AppArmor profile type "Unconfined"',
          'spec.containers[1].securityContext.appArmorProfile.type: container "log" sets AppArmor profile type "Unconfined"',
        ],
      },
      {
        title: "the annotation of old",
        pod: {
          metadata: {
            annotations: { "container.apparmor.security.beta.kubernetes.io/web": "unconfined" },
          },
          spec: { containers: [{ name: "web" }] },
        },
        violations: [
          'metadata.annotations[container.apparmor.security.beta.kubernetes.io/web]: annotation sets AppArmor profile "unconfined" for container "web"',
        ],
      },
    ],
    compliant: [
      {
        title: "profiles that confine",
        pod: {
          metadata: {
            annotations: {
              "container.apparmor.security.beta.kubernetes.io/web": "localhost/web",
            },
          },
          spec: {
            securityContext: { appArmorProfile: { type: "RuntimeDefault" } },
            containers: [{ name: "web" }],
          },
        },
      },
      { title: "a pod that does not say", pod: { spec: { containers: [{ name: "web" }] } } },
    ],
  },
};

function isConfined(type: string | undefined): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}

function isConfiningValue(value: string): boolean {
  return value === "" || value === "runtime/default" || value.startsWith("localhost/");
}

function* forbiddenAnnotations(pod: PodTemplate): Generator<Violation> {
  const privileged = new Set<string>();
  for (const { container, security } of podContainersOf(pod)) {
    if (security.privileged === true) privileged.add(container.name);
  }
  for (const [key, value] of Object.entries(pod.metadata.annotations)) {
    if (!key.startsWith(ANNOTATION_PREFIX) || isConfiningValue(value)) continue;
    const container = key.slice(ANNOTATION_PREFIX.length);
    if (privileged.has(container)) continue;
    const path = ["metadata", "annotations", key];
    const message = `annotation sets AppArmor profile "${value}" for container "${container}"`;
    yield { path, message, container, fix: removing("may-break", path) };
  }
}

function* forbiddenPodProfile(pod: PodTemplate): Generator<Violation> {
  const inherited = pod.spec.securityContext?.appArmorProfile;
  if (inherited && !isConfined(inherited.type)) {
    const path = ["spec", "securityContext", "appArmorProfile", "type"];
    yield {
      path,
      message: `pod sets AppArmor profile type "${inherited.type ?? ""}"`,
      fix: setting("may-break", path, inherited.type, "RuntimeDefault"),
    };
  }
}

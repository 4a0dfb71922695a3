import { POD_SECURITY_CHECKS } from "../../pod-security/checks/index.ts";
import { podSecurityChecksAt } from "../../pod-security/evaluate.ts";
import {
  LABEL_PREFIX,
  type LevelVersion,
  parsePodSecurityVersion,
} from "../../pod-security/policy.ts";
import type { ObjectCheck } from "../check.ts";
import { podSecurityPolicyOf } from "../facts/pod-security-labels.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** A level is not pinned to a version that lacks checks of the cluster's own. */
export const namespacePodSecurityVersionOld: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-pod-security-version-old",
  title: "Namespace pinned to an old Pod Security version",
  topic: "namespaces",
  severity: "low",
  description:
    "A level that is pinned to an old version is enforced as of that version, without the checks that were added since. Reported only where the assumed Kubernetes version has checks that the pinned one lacks.",
  remediation:
    "Set the `-version` label to the cluster's version, or remove it, which means latest.",
  references: referencesTo({ "cis-1.12": ["5.2.1"], "nsa-1.2": ["Pod security enforcement"] }),

  *evaluate(entry, cluster) {
    const { policy, labels } = podSecurityPolicyOf(entry, cluster);
    const current = parsePodSecurityVersion(cluster.assumptions.kubernetesVersion.value);
    if (current === undefined) return;
    for (const mode of ["enforce", "audit", "warn"] as const) {
      const label = `${LABEL_PREFIX}${mode}-version`;
      const missing = checksMissingIn(policy[mode], { ...policy[mode], version: current });
      if (!Object.hasOwn(labels, label) || missing.length === 0) continue;
      const path = ["metadata", "labels", label];
      yield {
        path,
        message: `${mode} level ${policy[mode].level} of ${policy[mode].version} lacks ${missing.join(", ")}`,
        fix: replacing("may-break", path, current),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a version before seccomp was demanded",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: {
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "v1.18",
              },
            },
          },
        ],
        violations: [
          "Namespace/shop metadata.labels[pod-security.kubernetes.io/enforce-version]: enforce level restricted of v1.18 lacks hostProbesAndHostLifecycle, capabilities_restricted, runAsUser, seccompProfile_restricted",
        ],
      },
    ],
    compliant: [
      {
        title: "a version with the same checks, and none",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: {
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "v1.34",
                "pod-security.kubernetes.io/warn": "restricted",
              },
            },
          },
        ],
      },
    ],
  },
};

function checksMissingIn(pinned: LevelVersion, wanted: LevelVersion): readonly string[] {
  const has = new Set(podSecurityChecksAt(pinned));
  // procMount_restricted of v1.35 asks what procMount asked before.
  const asked = new Set(evaluationsOf((name) => has.has(name)));
  return podSecurityChecksAt(wanted).filter(
    (name) =>
      !has.has(name) && !evaluationsOf((each) => each === name).every((each) => asked.has(each)),
  );
}

function evaluationsOf(isMeant: (name: string) => boolean): readonly unknown[] {
  return POD_SECURITY_CHECKS.filter(({ name }) => isMeant(name)).flatMap(({ versions }) =>
    versions.map(({ evaluate }) => evaluate),
  );
}

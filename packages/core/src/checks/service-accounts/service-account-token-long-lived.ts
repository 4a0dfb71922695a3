import { labelInPod } from "../../kubernetes/label.ts";
import type { PodCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const DAY = 86_400;

/** Projected tokens of service accounts live a day at most. */
export const serviceAccountTokenLongLived: PodCheck = {
  on: "pod",
  id: "service-account-token-long-lived",
  title: "Long-lived projected service account token",
  topic: "service-accounts",
  severity: "low",
  description:
    "A stolen token is valid until it expires or its pod is deleted. The kubelet renews it in time, so that a program that reloads the file needs no long lifetime; an hour is the default.",
  remediation:
    "Remove `expirationSeconds`, or set it to 3600, and have the program reload the file.",
  references: referencesTo({
    "nsa-1.2": ["Protecting Pod service account tokens"],
    "mitre-attack": ["T1528"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),

  *evaluate(pod) {
    for (const [index, { name, projected }] of (pod.spec.volumes ?? []).entries()) {
      const at = ["spec", "volumes", index];
      const label = labelInPod(pod, "volume", { name, at });
      for (const [place, { serviceAccountToken }] of (projected?.sources ?? []).entries()) {
        const seconds = serviceAccountToken?.expirationSeconds ?? 0;
        if (seconds <= DAY) continue;
        const source = [...at, "projected", "sources", place];
        const path = [...source, "serviceAccountToken", "expirationSeconds"];
        yield {
          path,
          message: `${label} has a token that expires after ${seconds} seconds`,
          fix: replacing("may-break", path, 3600),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a token for a week",
        pod: {
          spec: {
            containers: [{ name: "web" }],
            volumes: [
              {
                name: "token",
                projected: {
                  sources: [{ serviceAccountToken: { path: "token", expirationSeconds: 604_800 } }],
                },
              },
            ],
          },
        },
        violations: [
          'spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: volume "token" has a token that expires after 604800 seconds',
        ],
      },
    ],
    compliant: [
      {
        title: "a token with the default life",
        pod: {
          spec: {
            containers: [{ name: "web" }],
            volumes: [
              {
                name: "token",
                projected: { sources: [{ serviceAccountToken: { path: "token" } }] },
              },
            ],
          },
        },
      },
    ],
  },
};

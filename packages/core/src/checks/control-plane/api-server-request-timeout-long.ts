import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "request-timeout";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => {
    const timeout = valueOf(FLAG) ?? "1m0s";
    return secondsOf(timeout) > 300 ? `has a request timeout of ${timeout}` : undefined;
  },
  value: "60s",
};

/** Reports a kube-apiserver that has a request timeout of 1h30m. */
export const apiServerRequestTimeoutLong: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-request-timeout-long",
  title: "Long request timeout on the API server",
  topic: "control-plane",
  severity: "low",
  description:
    "A request holds resources of the API server until it ends. With a long timeout a few slow clients can exhaust them. The default is one minute.",
  remediation: "Remove `--request-timeout`, or set it to a few minutes at most.",
  references: referencesTo({ "cis-1.12": ["1.2.20"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:ApiServerRequestTimeout",
    "checkov:CKV_K8S_95",
    "kubescape:C-0134",
    "trivy:KCV-0023",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--request-timeout=1h30m`",
        pod: componentPod("kube-apiserver", "--request-timeout=1h30m"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver has a request timeout of 1h30m",
        ],
      },
    ],
    compliant: [
      {
        title: "`--request-timeout=2m`",
        pod: componentPod("kube-apiserver", "--request-timeout=2m"),
      },
    ],
  },
};

/** As Go writes durations: `1h30m`, `300s`; 0 for what is none. */
function secondsOf(duration: string): number {
  let seconds = 0;
  for (const [, number = "0", unit = "s"] of duration.matchAll(/([\d.]+)(h|ms|m|s)/g)) {
    seconds += Number(number) * (UNITS[unit] ?? 0);
  }
  return seconds;
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

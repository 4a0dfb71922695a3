import type { PodCheck } from "../check.ts";
import {
  askingFlags,
  componentPod,
  type FlagDemand,
  isLoopback,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "metrics-bind-address";

const DEMAND: FlagDemand = {
  component: "kube-proxy",
  flag: FLAG,
  fault: ({ valueOf }) => {
    const address = hostOf(valueOf(FLAG));
    return address === undefined || isLoopback(address)
      ? undefined
      : "serves its metrics on addresses other than localhost";
  },
};

/** Reports a kube-proxy that serves its metrics on addresses other than localhost. */
export const kubeProxyMetricsOpen: PodCheck = {
  on: "pod",
  id: "kube-proxy-metrics-open",
  title: "Metrics of kube-proxy not bound to localhost",
  topic: "control-plane",
  severity: "low",
  description:
    "On port 10249 kube-proxy serves its metrics and configuration without authentication: whoever reaches the node learns its Services and settings.",
  remediation:
    "Remove `metricsBindAddress`, which defaults to localhost, and let a scraper on the node read it.",
  references: referencesTo({ "cis-1.12": ["4.3.1"], "mitre-attack": ["T1046"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--metrics-bind-address=0.0.0.0:10249`",
        pod: componentPod("kube-proxy", "--metrics-bind-address=0.0.0.0:10249"),
        violations: [
          "spec.containers[1].command[1]: kube-proxy serves its metrics on addresses other than localhost",
        ],
      },
    ],
    compliant: [
      {
        title: "`--metrics-bind-address=127.0.0.1:10249`",
        pod: componentPod("kube-proxy", "--metrics-bind-address=127.0.0.1:10249"),
      },
    ],
  },
};

function hostOf(address: string | undefined): string | undefined {
  return address?.replace(/:\d+$/, "");
}

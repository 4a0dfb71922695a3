import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "profiling";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "false" ? undefined : "has profiling enabled"),
  value: "false",
};

/** Reports a kube-apiserver that serves profiles of itself. */
export const apiServerProfiling: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-profiling",
  title: "Profiling enabled on the API server",
  topic: "control-plane",
  severity: "low",
  description:
    "The profiling endpoints at `/debug/pprof` reveal details of the running API server, and each profile costs CPU time. They are meant for debugging.",
  remediation: "Set `--profiling=false`.",
  references: referencesTo({ "cis-1.12": ["1.2.15"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:ApiServerProfiling",
    "checkov:CKV_K8S_90",
    "kubescape:C-0129",
    "trivy:KCV-0018",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--profiling=true`",
        pod: componentPod("kube-apiserver", "--profiling=true"),
        violations: ["spec.containers[1].command[1]: kube-apiserver has profiling enabled"],
      },
    ],
    compliant: [
      {
        title: "`--profiling=false`",
        pod: componentPod("kube-apiserver", "--profiling=false"),
      },
    ],
  },
};

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
  component: "kube-scheduler",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "false" || valueOf("config") !== undefined
      ? undefined
      : "has profiling enabled",
  value: "false",
};

/** Reports a kube-scheduler that serves profiles of itself. */
export const schedulerProfiling: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "scheduler-profiling",
  title: "Profiling enabled on the scheduler",
  topic: "control-plane",
  severity: "low",
  description:
    "The profiling endpoints at `/debug/pprof` reveal details of the running scheduler, and each profile costs CPU time. A file of `--config` decides in place of the flag and is not examined here.",
  remediation: "Set `--profiling=false`, or `enableProfiling: false` in the file of `--config`.",
  references: referencesTo({ "cis-1.12": ["1.4.1"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:CKV_K8S_114",
    "checkov:SchedulerProfiling",
    "kubescape:C-0151",
    "trivy:KCV-0040",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--profiling=true`",
        pod: componentPod("kube-scheduler", "--profiling=true"),
        violations: ["spec.containers[1].command[1]: kube-scheduler has profiling enabled"],
      },
    ],
    compliant: [
      {
        title: "`--profiling=false`",
        pod: componentPod("kube-scheduler", "--profiling=false"),
      },
    ],
  },
};

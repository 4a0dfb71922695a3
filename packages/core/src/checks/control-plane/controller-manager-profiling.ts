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
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "false" ? undefined : "has profiling enabled"),
  value: "false",
};

/** Reports a kube-controller-manager that serves profiles of itself. */
export const controllerManagerProfiling: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-profiling",
  title: "Profiling enabled on the controller manager",
  topic: "control-plane",
  severity: "low",
  description:
    "The profiling endpoints at `/debug/pprof` reveal details of the running controller manager, and each profile costs CPU time. They are meant for debugging.",
  remediation: "Set `--profiling=false`.",
  references: referencesTo({ "cis-1.12": ["1.3.2"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:CKV_K8S_107",
    "checkov:KubeControllerManagerBlockProfiles",
    "kubescape:C-0145",
    "trivy:KCV-0034",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--profiling=true`",
        pod: componentPod("kube-controller-manager", "--profiling=true"),
        violations: [
          "spec.containers[1].command[1]: kube-controller-manager has profiling enabled",
        ],
      },
    ],
    compliant: [
      {
        title: "`--profiling=false`",
        pod: componentPod("kube-controller-manager", "--profiling=false"),
      },
    ],
  },
};

import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "use-service-account-credentials";

const DEMAND: FlagDemand = {
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "true" ? undefined : "runs all controllers with its own credentials",
  value: "true",
};

/** Reports a kube-controller-manager that runs all controllers with one identity. */
export const controllerManagerSharedCredentials: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-shared-credentials",
  title: "Controllers without service account credentials of their own",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without `--use-service-account-credentials` all controllers use the credentials of the controller manager, which then needs the rights of all of them together, and the audit log cannot tell them apart.",
  remediation: "Set `--use-service-account-credentials=true`.",
  references: referencesTo({ "cis-1.12": ["1.3.3"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:CKV_K8S_108",
    "checkov:KubeControllerManagerServiceAccountCredentials",
    "kubescape:C-0146",
    "trivy:KCV-0035",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--use-service-account-credentials=false`",
        pod: componentPod("kube-controller-manager", "--use-service-account-credentials=false"),
        violations: [
          "spec.containers[1].command[1]: kube-controller-manager runs all controllers with its own credentials",
        ],
      },
    ],
    compliant: [
      {
        title: "`--use-service-account-credentials`",
        pod: componentPod("kube-controller-manager", "--use-service-account-credentials"),
      },
    ],
  },
};

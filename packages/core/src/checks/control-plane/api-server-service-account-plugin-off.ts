import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "disable-admission-plugins";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ listOf }) =>
    listOf(FLAG).includes("ServiceAccount")
      ? "disables the admission plugin ServiceAccount"
      : undefined,
};

/** Reports a kube-apiserver that does not check the service accounts of pods. */
export const apiServerServiceAccountPluginOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-service-account-plugin-off",
  title: "ServiceAccount admission plugin disabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "The admission plugin ServiceAccount assigns pods their service account and rejects accounts that do not exist. Without it `serviceAccountName` is not validated.",
  remediation: "Remove `ServiceAccount` from `--disable-admission-plugins`.",
  references: referencesTo({ "cis-1.12": ["1.2.12"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:ApiServerServiceAccountPlugin",
    "checkov:CKV_K8S_82",
    "kubescape:C-0125",
    "trivy:KCV-0014",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--disable-admission-plugins=ServiceAccount`",
        pod: componentPod("kube-apiserver", "--disable-admission-plugins=ServiceAccount"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver disables the admission plugin ServiceAccount",
        ],
      },
    ],
    compliant: [
      {
        title: "`--disable-admission-plugins=DefaultStorageClass`",
        pod: componentPod("kube-apiserver", "--disable-admission-plugins=DefaultStorageClass"),
      },
    ],
  },
};

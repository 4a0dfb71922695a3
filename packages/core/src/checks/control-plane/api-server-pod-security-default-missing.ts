import type { PodCheck } from "../check.ts";
import {
  componentPod,
  enablesPlugin,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "admission-control-config-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: (flags) =>
    flags.valueOf(FLAG) !== undefined || enablesPlugin(flags, "PodSecurityPolicy")
      ? undefined
      : "holds pods to no Pod Security level by default",
};

/** Reports a kube-apiserver that holds pods to no Pod Security level by default. */
export const apiServerPodSecurityDefaultMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-pod-security-default-missing",
  title: "No cluster-wide default Pod Security level",
  topic: "control-plane",
  severity: "info",
  description:
    "The admission plug-in PodSecurity is on, but without a configuration it holds a namespace to nothing unless its labels say so: whoever creates a namespace gets one where privileged pods run. Clusters that enforce by a policy engine or by labels everywhere can switch the check off; PodSecurityPolicy of old versions counts too.",
  remediation:
    "Give `--admission-control-config-file` a file with a PodSecurityConfiguration whose `defaults` enforce `baseline` or `restricted`.",
  references: referencesTo({ "cis-1.12": ["5.2.1"], "mitre-attack": ["T1610"] }),
  aliases: ["checkov:ApiServerPodSecurityPolicyPlugin", "checkov:CKV_K8S_84"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=NodeRestriction`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=NodeRestriction"),
        violations: [
          "spec.containers[1].command: kube-apiserver holds pods to no Pod Security level by default",
        ],
      },
    ],
    compliant: [
      {
        title: "`--admission-control-config-file=/etc/kubernetes/admission.yaml`",
        pod: componentPod(
          "kube-apiserver",
          "--admission-control-config-file=/etc/kubernetes/admission.yaml",
        ),
      },
    ],
  },
};

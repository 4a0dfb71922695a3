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
      : "sets no default Pod Security level",
};

/** Reports a kube-apiserver that sets no default Pod Security level. */
export const apiServerPodSecurityDefaultMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-pod-security-default-missing",
  title: "No cluster-wide default Pod Security level",
  topic: "control-plane",
  severity: "info",
  description:
    "The admission plugin PodSecurity is enabled, but without a configuration it enforces nothing in a namespace without Pod Security labels: whoever creates a namespace can run privileged pods in it. Clusters that enforce Pod Security with a policy engine, or label every namespace, can skip the check; PodSecurityPolicy of old versions counts too.",
  remediation:
    "Set `--admission-control-config-file` to a file with a PodSecurityConfiguration whose `defaults` enforce `baseline` or `restricted`.",
  references: referencesTo({ "cis-1.12": ["5.2.1"], "mitre-attack": ["T1610"] }),
  aliases: ["checkov:ApiServerPodSecurityPolicyPlugin", "checkov:CKV_K8S_84"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=NodeRestriction`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=NodeRestriction"),
        violations: [
          "spec.containers[1].command: kube-apiserver sets no default Pod Security level",
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

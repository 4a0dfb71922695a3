import type { PodCheck } from "../check.ts";
import {
  componentPod,
  enablesPlugin,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: "enable-admission-plugins",
  fault: (flags) =>
    enablesPlugin(flags, "EventRateLimit")
      ? undefined
      : "does not enable the admission plugin EventRateLimit",
};

/** Reports a kube-apiserver that takes any number of events. */
export const apiServerEventRateUnlimited: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-event-rate-unlimited",
  title: "EventRateLimit admission plugin not enabled",
  topic: "control-plane",
  severity: "info",
  description:
    "Whoever may create events can fill etcd and overload the API server with them. The admission plugin EventRateLimit limits how many a user or a namespace can create.",
  remediation:
    "Add `EventRateLimit` to `--enable-admission-plugins`, and configure it in the file of `--admission-control-config-file`.",
  references: referencesTo({ "cis-1.12": ["1.2.9"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:ApiServerAdmissionControlEventRateLimit",
    "checkov:CKV_K8S_78",
    "kubescape:C-0121",
    "trivy:KCV-0010",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=NodeRestriction`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=NodeRestriction"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver does not enable the admission plugin EventRateLimit",
        ],
      },
    ],
    compliant: [
      {
        title: "`--enable-admission-plugins=EventRateLimit`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=EventRateLimit"),
      },
    ],
  },
};

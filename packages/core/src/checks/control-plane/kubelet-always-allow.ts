import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "authorization-mode";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf, listOf }) =>
    valueOf(FLAG) === undefined || listOf(FLAG).includes("AlwaysAllow")
      ? "has authorization mode AlwaysAllow"
      : undefined,
  value: "Webhook",
};

/** Reports a kubelet that allows every request. */
export const kubeletAlwaysAllow: PodCheck = {
  on: "pod",
  id: "kubelet-always-allow",
  title: "Kubelet with authorization mode AlwaysAllow",
  topic: "control-plane",
  severity: "high",
  description:
    "The kubelet runs commands in every container of its node. With `AlwaysAllow` whoever passes authentication, any service account included, may do that, whatever RBAC says. Without a configuration file the kubelet allows everything by default; with one it asks the API server.",
  remediation:
    "Set `authorization.mode: Webhook` in the kubelet's configuration, or `--authorization-mode=Webhook`.",
  references: referencesTo({ "cis-1.12": ["4.2.2"], "mitre-attack": ["T1609"] }),
  aliases: ["checkov:CKV_K8S_139", "checkov:KubeletAuthorizationMode", "kubescape:C-0173"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--authorization-mode=AlwaysAllow`",
        pod: componentPod("kubelet", "--authorization-mode=AlwaysAllow"),
        violations: ["spec.containers[1].command[1]: kubelet has authorization mode AlwaysAllow"],
      },
    ],
    compliant: [
      {
        title: "`--authorization-mode=Webhook`",
        pod: componentPod("kubelet", "--authorization-mode=Webhook"),
      },
    ],
  },
};

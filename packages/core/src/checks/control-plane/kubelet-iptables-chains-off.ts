import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "make-iptables-util-chains";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "false" ? "sets makeIPTablesUtilChains to false" : undefined,
  value: "true",
};

/** Reports a kubelet that does not keep its iptables chains. */
export const kubeletIptablesChainsOff: PodCheck = {
  on: "pod",
  id: "kubelet-iptables-chains-off",
  title: "Kubelet iptables util chains disabled",
  topic: "control-plane",
  severity: "low",
  description:
    "The kubelet's iptables chains mark and drop packets for Services and host ports. Where another program sets them, a difference between the two can open ports unnoticed.",
  remediation: "Remove `makeIPTablesUtilChains: false`.",
  references: referencesTo({ "cis-1.12": ["4.2.6"], "mitre-attack": ["T1562"] }),
  aliases: ["checkov:CKV_K8S_145", "checkov:KubeletMakeIptablesUtilChains", "kubescape:C-0178"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--make-iptables-util-chains=false`",
        pod: componentPod("kubelet", "--make-iptables-util-chains=false"),
        violations: ["spec.containers[1].command[1]: kubelet sets makeIPTablesUtilChains to false"],
      },
    ],
    compliant: [
      {
        title: "`--make-iptables-util-chains=true`",
        pod: componentPod("kubelet", "--make-iptables-util-chains=true"),
      },
    ],
  },
};

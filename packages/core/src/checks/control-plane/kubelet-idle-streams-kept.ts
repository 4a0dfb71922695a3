import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "streaming-connection-idle-timeout";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    /^0[a-z]*$/.test(valueOf(FLAG) ?? "") ? "never ends idle streams" : undefined,
};

/** Reports a kubelet that never ends idle streams. */
export const kubeletIdleStreamsKept: PodCheck = {
  on: "pod",
  id: "kubelet-idle-streams-kept",
  title: "Kubelet that keeps idle streams",
  topic: "control-plane",
  severity: "low",
  description:
    "A shell or a forwarded port that nobody uses stays open for whoever takes over the client, and streams that pile up take the node's connections.",
  remediation:
    "Remove `streamingConnectionIdleTimeout`, whose default is four hours, or set it to some minutes.",
  references: referencesTo({ "cis-1.12": ["4.2.5"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:CKV_K8S_143",
    "checkov:KubeletStreamingConnectionIdleTimeout",
    "kubescape:C-0176",
  ],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--streaming-connection-idle-timeout=0`",
        pod: componentPod("kubelet", "--streaming-connection-idle-timeout=0"),
        violations: ["spec.containers[1].command[1]: kubelet never ends idle streams"],
      },
    ],
    compliant: [
      {
        title: "`--streaming-connection-idle-timeout=5m`",
        pod: componentPod("kubelet", "--streaming-connection-idle-timeout=5m"),
      },
    ],
  },
};

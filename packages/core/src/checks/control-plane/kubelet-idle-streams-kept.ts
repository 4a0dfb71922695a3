import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "streaming-connection-idle-timeout";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    /^0[a-z]*$/.test(valueOf(FLAG) ?? "") ? "never closes idle streaming connections" : undefined,
};

/** Reports a kubelet that never ends idle streams. */
export const kubeletIdleStreamsKept: PodCheck = {
  on: "pod",
  id: "kubelet-idle-streams-kept",
  title: "Kubelet streaming connections without an idle timeout",
  topic: "control-plane",
  severity: "low",
  description:
    "An idle shell or forwarded port stays open for whoever takes over the client, and connections that pile up exhaust the node.",
  remediation:
    "Remove `streamingConnectionIdleTimeout`, which defaults to four hours, or set it to some minutes.",
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
        violations: [
          "spec.containers[1].command[1]: kubelet never closes idle streaming connections",
        ],
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

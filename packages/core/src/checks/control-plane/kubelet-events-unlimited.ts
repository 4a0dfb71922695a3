import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "event-qps";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "0" ? "does not limit its rate of events" : undefined),
};

/** Reports a kubelet that sends any number of events. */
export const kubeletEventsUnlimited: PodCheck = {
  on: "pod",
  id: "kubelet-events-unlimited",
  title: "Kubelet event rate not limited",
  topic: "control-plane",
  severity: "info",
  description:
    "Zero means no limit: a pod that fails in a loop makes its node flood the API server and etcd with events, among which important ones are lost.",
  remediation: "Set `eventRecordQPS` to a number above 0; 50 is the default.",
  references: referencesTo({ "cis-1.12": ["4.2.8"], "mitre-attack": ["T1499"] }),
  aliases: ["checkov:CKV_K8S_147", "checkov:KubletEventCapture", "kubescape:C-0180"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--event-qps=0`",
        pod: componentPod("kubelet", "--event-qps=0"),
        violations: ["spec.containers[1].command[1]: kubelet does not limit its rate of events"],
      },
    ],
    compliant: [
      {
        title: "`--event-qps=50`",
        pod: componentPod("kubelet", "--event-qps=50"),
      },
    ],
  },
};

import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A pod among the processes of its node. */
export const podHostPid: Detection = {
  id: "pod-host-pid",
  title: "Pod with hostPID written",
  topic: "workloads",
  severity: "medium",
  why: "The pod sees every process of its node, their arguments and with a little more their memory.",
  response:
    "Delete the workload where nobody knows of it; enforce the Pod Security level baseline.",
  falsePositives: "Agents of monitoring.",
  techniques: ["T1611", "T1610"],
  aliases: ["panther:GCP.K8s.Pod.Using.Host.PID.Namespace"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context) || !podIn(event).hostPID) return undefined;
    if (!unlessToldOfOwner(event, context, "pod-host-pid")) return undefined;
    return { because: `${whoIs(event)} writes ${objectIn(event)} with hostPID` };
  },
  examples: {
    positive: [
      {
        title: "a pod",
        events: [podExample({ hostPID: true })],
        detected: "medium: mallory@example.com writes pod shop/web with hostPID",
      },
    ],
    negative: [{ title: "one without", events: [podExample({ hostPID: false })] }],
  },
};

import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A pod in the shared memory of its node. */
export const podHostIpc: Detection = {
  id: "pod-host-ipc",
  title: "Pod with hostIPC written",
  topic: "workloads",
  severity: "medium",
  why: "The pod reads and writes the shared memory of the node's processes and of other such pods.",
  response:
    "Delete the workload where nobody knows of it; enforce the Pod Security level baseline.",
  falsePositives: "Databases and computations that share memory on purpose.",
  techniques: ["T1611", "T1610"],
  aliases: ["panther:Kubernetes.Pod.Host.IPC"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context) || !podIn(event).hostIPC) return undefined;
    if (!unlessToldOfOwner(event, context, "pod-host-ipc")) return undefined;
    return { because: `${whoIs(event)} writes ${objectIn(event)} with hostIPC` };
  },
  examples: {
    positive: [
      {
        title: "a pod",
        events: [podExample({ hostIPC: true })],
        detected: "medium: mallory@example.com writes pod shop/web with hostIPC",
      },
    ],
    negative: [{ title: "one without", events: [podExample({ hostIPC: false })] }],
  },
};

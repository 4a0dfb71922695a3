import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A pod in the network of its node. */
export const podHostNetwork: Detection = {
  id: "pod-host-network",
  title: "Pod with hostNetwork written",
  topic: "workloads",
  severity: "medium",
  why: "The pod has the addresses of its node: no NetworkPolicy holds it, it reaches what listens on localhost, the metadata service and the kubelet.",
  response:
    "Delete the workload where nobody knows of it; enforce the Pod Security level baseline.",
  falsePositives: "Agents of networks, and ingress controllers.",
  techniques: ["T1611", "T1610"],
  aliases: ["falco:Create HostNetwork Pod"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context) || !podIn(event).hostNetwork) return undefined;
    if (!unlessToldOfOwner(event, context, "pod-host-network")) return undefined;
    return { because: `${whoIs(event)} writes ${objectIn(event)} with hostNetwork` };
  },
  examples: {
    positive: [
      {
        title: "a pod",
        events: [podExample({ hostNetwork: true })],
        detected: "medium: mallory@example.com writes pod shop/web with hostNetwork",
      },
    ],
    negative: [{ title: "one without", events: [podExample({})] }],
  },
};

import { sensitivityOfHostPath } from "../../node-escape/index.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A pod with files of its node. */
export const podHostPath: Detection = {
  id: "pod-host-path",
  title: "Pod with a hostPath volume written",
  topic: "workloads",
  severity: "medium",
  why: "A hostPath is a part of the node's disk. With sockets of runtimes, the kubelet's files or the root it is the node itself.",
  response:
    "Delete the workload where nobody knows of it, and look for what it changed on its node; enforce the Pod Security level baseline.",
  falsePositives: "Agents that read logs; give them the one directory, read-only.",
  techniques: ["T1611"],
  aliases: ["falco:Create Sensitive Mount Pod", "panther:Kubernetes.Pod.HostPath.Volume"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context)) return undefined;
    const paths = podIn(event).hostPaths;
    if (paths.length === 0 || !unlessToldOfOwner(event, context, "pod-host-path")) return undefined;
    const sensitive = paths.find((path) => sensitivityOfHostPath(path) !== undefined);
    const because = `${whoIs(event)} writes ${objectIn(event)}, which mounts ${sensitive ?? paths.join(", ")} of its node`;
    return sensitive === undefined ? { because } : { because, severity: "high" };
  },
  examples: {
    positive: [
      {
        title: "the kubelet's files",
        events: [podExample({ volumes: [{ name: "v", hostPath: { path: "/var/lib/kubelet" } }] })],
        detected:
          "high: mallory@example.com writes pod shop/web, which mounts /var/lib/kubelet of its node",
      },
      {
        title: "any directory",
        events: [podExample({ volumes: [{ name: "v", hostPath: { path: "/mnt/data" } }] })],
        detected:
          "medium: mallory@example.com writes pod shop/web, which mounts /mnt/data of its node",
      },
    ],
    negative: [
      {
        title: "a ConfigMap",
        events: [podExample({ volumes: [{ name: "v", configMap: { name: "c" } }] })],
      },
    ],
  },
};

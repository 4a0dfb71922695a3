import { capabilityGrantOf } from "../../node-escape/index.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A container with rights of root on the node. */
export const podDangerousCapabilities: Detection = {
  id: "pod-dangerous-capabilities",
  title: "Pod with dangerous capabilities written",
  topic: "workloads",
  severity: "high",
  why: "Capabilities such as SYS_ADMIN, SYS_PTRACE or SYS_MODULE are rights of root over the node.",
  response:
    "Delete the workload where nobody knows of it; enforce the Pod Security level baseline.",
  falsePositives: "Agents of networks and of monitoring, which need NET_ADMIN or BPF.",
  techniques: ["T1611"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context)) return undefined;
    const added = podIn(event)
      .containers.flatMap(({ security }) => security.added)
      .map((name) => name.toUpperCase().replace(/^CAP_/, ""))
      .filter((name) => DANGEROUS.has(name) || capabilityGrantOf(name)?.reach === "node");
    if (added.length === 0 || !unlessToldOfOwner(event, context, "pod-dangerous-capabilities"))
      return undefined;
    return {
      because: `${whoIs(event)} writes ${objectIn(event)} with ${[...new Set(added)].join(", ")}`,
    };
  },
  examples: {
    positive: [
      {
        title: "two of them",
        events: [
          podExample({
            containers: [
              {
                name: "app",
                securityContext: { capabilities: { add: ["SYS_ADMIN", "CHOWN", "BPF"] } },
              },
            ],
          }),
        ],
        detected: "high: mallory@example.com writes pod shop/web with SYS_ADMIN, BPF",
      },
    ],
    negative: [
      {
        title: "a port below 1024",
        events: [
          podExample({
            containers: [
              { name: "app", securityContext: { capabilities: { add: ["NET_BIND_SERVICE"] } } },
            ],
          }),
        ],
      },
    ],
  },
};

const DANGEROUS: ReadonlySet<string> = new Set([
  "ALL",
  "SYS_ADMIN",
  "NET_ADMIN",
  "SYS_PTRACE",
  "SYS_MODULE",
  "BPF",
  "DAC_READ_SEARCH",
  "SYS_RAWIO",
  "SYSLOG",
  "SYS_BOOT",
]);

import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";

/** Something on every node. */
export const daemonSetCreated: Detection = {
  id: "daemon-set-created",
  title: "DaemonSet created",
  topic: "workloads",
  severity: "low",
  why: "A DaemonSet runs on every node, those that come later as well: nothing spreads faster.",
  response: "Look at its image and at what of its nodes it asks for.",
  falsePositives: "Agents that are installed.",
  techniques: ["T1610", "T1543.005"],
  aliases: ["panther:Kubernetes.DaemonSet.Created"],
  targets: ["daemonsets"],
  detect(event, { settings }) {
    if (!isCreated(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    return { because: `${whoIs(event)} creates daemonset ${namespaceIn(event)}/${nameIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "one",
        events: [
          auditExample({ target: "daemonsets", group: "apps", namespace: "shop", name: "agent" }),
        ],
        detected: "low: mallory@example.com creates daemonset shop/agent",
      },
    ],
    negative: [
      {
        title: "one that is changed",
        events: [
          auditExample({ verb: "update", target: "daemonsets", namespace: "shop", name: "agent" }),
        ],
      },
      {
        title: "the platform in its own namespace",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:addon",
            target: "daemonsets",
            namespace: "kube-system",
            name: "kube-proxy",
          }),
        ],
      },
    ],
  },
};

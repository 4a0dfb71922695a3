import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted, isWritten } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

const DNS = /^(?:coredns|kube-dns|node-local-dns)(?:-.*)?$/;

/** What names mean in the cluster. */
export const clusterDnsChanged: Detection = {
  id: "cluster-dns-changed",
  title: "Configuration of the cluster's DNS changed",
  topic: "network",
  severity: "high",
  why: "Who says what names mean sends the traffic of all workloads where he likes.",
  response: "Compare the Corefile with what is in your repository; look for rewrites and forwards.",
  falsePositives: "Somebody who adds a zone.",
  techniques: ["T1557"],
  targets: ["configmaps"],
  detect(event, { settings }) {
    if (!DNS.test(nameIn(event)) || namespaceIn(event) !== "kube-system") return undefined;
    if ((!isWritten(event) && !isDeleted(event)) || isSystemUser(event.user.username, settings))
      return undefined;
    return {
      because: `${whoIs(event)} ${isDeleted(event) ? "deletes" : "writes"} ConfigMap kube-system/${nameIn(event)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "the Corefile",
        events: [
          auditExample({
            verb: "update",
            target: "configmaps",
            namespace: "kube-system",
            name: "coredns",
          }),
        ],
        detected: "high: mallory@example.com writes ConfigMap kube-system/coredns",
      },
    ],
    negative: [
      {
        title: "one that is read",
        events: [
          auditExample({
            verb: "get",
            target: "configmaps",
            namespace: "kube-system",
            name: "coredns",
          }),
        ],
      },
    ],
  },
};

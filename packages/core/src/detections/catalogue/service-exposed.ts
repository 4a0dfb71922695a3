import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** A service that is reached from outside. */
export const serviceExposed: Detection = {
  id: "service-exposed",
  title: "Service of type NodePort or LoadBalancer written",
  topic: "network",
  severity: "low",
  why: "The pods behind it are reached from outside the cluster, past ingress and its authentication.",
  response: "Ask whether it is meant; `watertight network exposure` shows who reaches it.",
  falsePositives: "Services that are meant for outside.",
  techniques: ["T1133"],
  aliases: ["falco:Create NodePort Service"],
  targets: ["services"],
  detect(event, { settings }) {
    if (!isWritten(event) || isSystemUser(event.user.username, settings)) return undefined;
    const type = textAt(writtenIn(event), "spec", "type");
    if (type !== "NodePort" && type !== "LoadBalancer") return undefined;
    return {
      because: `${whoIs(event)} writes service ${namespaceIn(event)}/${nameIn(event)} of type ${type}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a port of every node",
        events: [
          auditExample({
            target: "services",
            namespace: "shop",
            name: "web",
            body: { spec: { type: "NodePort" } },
          }),
        ],
        detected: "low: mallory@example.com writes service shop/web of type NodePort",
      },
    ],
    negative: [
      {
        title: "one of the cluster",
        events: [
          auditExample({
            target: "services",
            namespace: "shop",
            name: "web",
            body: { spec: { type: "ClusterIP" } },
          }),
        ],
      },
    ],
  },
};

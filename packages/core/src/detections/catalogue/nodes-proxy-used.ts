import { nameIn, outcomeOf } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { pathOf } from "../facts/paths.ts";

const HARMLESS = /\/proxy\/(?:metrics|stats|healthz|configz|pods\/?$|spec)(?:\/|\?|$)/;

/** Somebody speaks with a kubelet through the API server. */
export const nodesProxyUsed: Detection = {
  id: "nodes-proxy-used",
  title: "Kubelet reached through nodes/proxy",
  topic: "nodes",
  severity: "high",
  why: "The kubelet's API runs commands in any pod of its node, and writes no audit log of it; for WebSockets a GET is enough.",
  response:
    "Take the right to nodes/proxy away (`watertight access who-can`), and give nodes/metrics and nodes/stats instead.",
  falsePositives: "Monitoring of before 1.36; metrics, stats and health are not counted.",
  techniques: ["T1609", "T1613"],
  targets: ["nodes/proxy"],
  detect(event, { settings }) {
    if (isSystemUser(event.user.username, settings) || HARMLESS.test(event.requestURI))
      return undefined;
    const refused = outcomeOf(event) === "succeeded" ? "" : ", which was refused";
    const path = pathOf(event).replace(/^.*\/proxy/, "") || "/";
    return {
      because: `${whoIs(event)} asks the kubelet of node ${nameIn(event)} for ${path}${refused}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a command in a pod",
        events: [
          auditExample({
            verb: "get",
            target: "nodes/proxy",
            name: "n1",
            uri: "/api/v1/nodes/n1/proxy/exec/shop/web/app?command=id",
          }),
        ],
        detected: "high: mallory@example.com asks the kubelet of node n1 for /exec/shop/web/app",
      },
    ],
    negative: [
      {
        title: "metrics",
        events: [
          auditExample({
            verb: "get",
            target: "nodes/proxy",
            name: "n1",
            uri: "/api/v1/nodes/n1/proxy/metrics/cadvisor",
          }),
        ],
      },
    ],
  },
};

import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { containerOf, isEntered } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

/** Somebody reaches into a pod's network. */
export const portForward: Detection = {
  id: "port-forward",
  title: "Port forwarded from a pod",
  topic: "running-containers",
  severity: "low",
  why: "A forwarded port reaches what listens in the pod, on localhost as well, past every NetworkPolicy.",
  response: "Ask whoever it was; give those who need a service a way to it.",
  falsePositives: "Developers who look at a service.",
  techniques: ["T1090", "T1609"],
  targets: ["pods/portforward", "services/portforward"],
  detect(event) {
    if (!isEntered(event)) return undefined;
    return { because: `${whoIs(event)} forwards a port of ${containerOf(event)}` };
  },
  examples: {
    positive: [
      {
        title: "a database",
        events: [
          auditExample({
            verb: "get",
            target: "pods/portforward",
            namespace: "shop",
            name: "db",
            code: 101,
          }),
        ],
        detected: "low: mallory@example.com forwards a port of pod shop/db",
      },
    ],
    negative: [
      {
        title: "one that was refused",
        events: [
          auditExample({
            verb: "create",
            target: "pods/portforward",
            namespace: "shop",
            name: "db",
            code: 403,
          }),
        ],
      },
    ],
  },
};

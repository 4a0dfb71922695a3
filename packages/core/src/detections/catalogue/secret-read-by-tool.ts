import { nameIn, namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { agentKind, isTool } from "../facts/agents.ts";
import { isNode, serviceAccountOf, whoIs } from "../facts/identities.ts";

/** An account's Secrets are read by a program that is none of it. */
export const secretReadByTool: Detection = {
  id: "secret-read-by-tool",
  title: "Secret read with a tool in the name of a workload or node",
  topic: "secrets",
  severity: "high",
  why: "Service accounts and nodes are used by client libraries. Who reads Secrets in their name with curl or a scanner has their token and is no program of theirs.",
  response:
    "Renew the account's tokens and the Secrets that were read; find the pod (its name stands in the event).",
  falsePositives: "Images whose program is a shell script with curl.",
  techniques: ["T1552.007", "T1528"],
  targets: ["secrets"],
  detect(event) {
    const isRead = event.verb === "get" || event.verb === "list" || event.verb === "watch";
    if (!isRead || outcomeOf(event) === "failed" || !isTool(event.userAgent)) return undefined;
    const { username } = event.user;
    if (serviceAccountOf(username) === undefined && !isNode(username)) return undefined;
    // Libraries of Go that set no name look like this too.
    if (/^go-http-client/i.test(event.userAgent)) return undefined;
    const name = nameIn(event) || "all";
    return {
      because: `${whoIs(event)} reads Secret ${namespaceIn(event)}/${name} with ${agentKind(event.userAgent)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "curl with the token of a pod",
        events: [
          auditExample({
            user: "system:serviceaccount:shop:web",
            extra: { "authentication.kubernetes.io/pod-name": ["web-7d9"] },
            verb: "get",
            target: "secrets",
            namespace: "shop",
            name: "db",
            agent: "curl/8.9.1",
          }),
        ],
        detected:
          "high: system:serviceaccount:shop:web (pod shop/web-7d9) reads Secret shop/db with curl",
      },
    ],
    negative: [
      {
        title: "an operator",
        events: [
          auditExample({
            user: "system:serviceaccount:flux:kustomize-controller",
            verb: "get",
            target: "secrets",
            namespace: "shop",
            name: "db",
            agent: "kustomize-controller/v1",
          }),
        ],
      },
    ],
  },
};

import { millisecondsOf } from "../../audit/events/time.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { agentKind } from "../facts/agents.ts";
import { whoIs } from "../facts/identities.ts";

/** What the next version does not have. */
export const deprecatedApiUsed: Detection = {
  id: "deprecated-api-used",
  title: "Deprecated API used",
  topic: "hygiene",
  severity: "info",
  why: "Whoever asks for it stops working when the cluster is upgraded.",
  response: "Let the program ask for the version that replaces it; the user agent names it.",
  falsePositives: "Programs that ask for all versions, to know what there is.",
  techniques: [],
  detect(event, { memory }) {
    if (event.annotations["k8s.io/deprecated"] !== "true") return undefined;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const { apiGroup = "", apiVersion = "" } = event.objectRef ?? {};
    const api = `${apiGroup === "" ? "" : `${apiGroup}/`}${apiVersion} ${event.target}`;
    // Each program once a day says enough.
    const key = `deprecated-api-used ${event.user.username} ${agentKind(event.userAgent)} ${api}`;
    if (!memory.isFirst(key, at, 1440)) return undefined;
    const removed = textAt(event.annotations, "k8s.io/removed-release");
    const when = removed === "" ? "" : `, which ${removed} removes`;
    return { because: `${whoIs(event)} asks for ${api} with ${agentKind(event.userAgent)}${when}` };
  },
  examples: {
    positive: [
      {
        title: "one that is removed soon",
        events: [
          auditExample({
            verb: "list",
            target: "flowschemas",
            group: "flowcontrol.apiserver.k8s.io",
            annotations: { "k8s.io/deprecated": "true", "k8s.io/removed-release": "1.32" },
          }),
        ],
        detected:
          "info: mallory@example.com asks for flowcontrol.apiserver.k8s.io/v1 flowschemas with kubectl, which 1.32 removes",
      },
    ],
    negative: [{ title: "any other", events: [auditExample({ verb: "list", target: "pods" })] }],
  },
};

import { nameIn, outcomeOf } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { matchesName } from "../facts/names.ts";

/** A machine more in the cluster. */
export const nodeJoined: Detection = {
  id: "node-joined",
  title: "Node that is not known joins",
  topic: "nodes",
  severity: "high",
  why: "A machine that joins is given pods, with their Secrets, and may be anybody's.",
  response: "Cordon and delete the node, and end the bootstrap token that it used.",
  falsePositives: "Nodes that are missing in `allowedNodes`.",
  techniques: ["T1078", "T1610"],
  aliases: ["falco:Untrusted Node Successfully Joined the Cluster"],
  targets: ["nodes"],
  detect(event, { settings }) {
    if (event.verb !== "create") return undefined;
    const name = nameIn(event);
    const isSelf =
      event.user.username === `system:node:${name}` || isSystemUser(event.user.username, settings);
    const { allowedNodes } = settings;
    const isKnown = allowedNodes.some((each) => matchesName(name, each));
    if (allowedNodes.length > 0 ? isKnown : isSelf) return undefined;
    return outcomeOf(event) === "succeeded"
      ? { because: `${whoIs(event)} lets node ${name} join` }
      : { because: `${whoIs(event)} tried to let node ${name} join`, severity: "medium" };
  },
  examples: {
    positive: [
      {
        title: "a node of another name",
        settings: { allowedNodes: ["worker-*"] },
        events: [auditExample({ user: "system:node:rogue", target: "nodes", name: "rogue" })],
        detected: "high: system:node:rogue lets node rogue join",
      },
      {
        title: "a node that a user makes",
        events: [auditExample({ target: "nodes", name: "rogue" })],
        detected: "high: mallory@example.com lets node rogue join",
      },
    ],
    negative: [
      {
        title: "a kubelet for itself",
        events: [auditExample({ user: "system:node:n1", target: "nodes", name: "n1" })],
      },
    ],
  },
};

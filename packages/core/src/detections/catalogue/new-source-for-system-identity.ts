import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isPublicAddress, sourceOf } from "../facts/addresses.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** A system identity asks from where it never did. */
export const newSourceForSystemIdentity: Detection = {
  id: "new-source-for-system-identity",
  title: "System identity from an address that it never used",
  topic: "identity",
  severity: "low",
  why: "Accounts of controllers ask from the addresses of their nodes and pods. From elsewhere, from outside above all, it is whoever took their token.",
  response:
    "Find out what the address is; renew the account's tokens where it is none of the cluster's.",
  falsePositives:
    "New nodes, and pods that moved: private addresses are taken by their network, not one by one.",
  techniques: ["T1078", "T1528"],
  needsBaseline: true,
  detect(event, { memory, settings }) {
    const { username } = event.user;
    if (!isSystemUser(username, settings) || event.sourceIPs.length === 0) return undefined;
    const from = sourceOf(event);
    const network = isPublicAddress(from) ? from : "a private network";
    const seen = memory.usual("sources", username, network);
    if (!memory.hasBaseline || seen !== "new") return undefined;
    return { because: `${whoIs(event)} asked from ${from} for the first time` };
  },
  examples: {
    positive: [
      {
        title: "a node's account from outside",
        learned: [fromAddress("10.0.0.7")],
        events: [fromAddress("203.0.113.9")],
        detected: "low: system:node:n1 asked from 203.0.113.9 for the first time",
      },
    ],
    negative: [
      {
        title: "another private address",
        learned: [fromAddress("10.0.0.7")],
        events: [fromAddress("10.0.0.8")],
      },
    ],
  },
};

function fromAddress(address: string): JsonObject {
  return auditExample({
    user: "system:node:n1",
    verb: "get",
    target: "nodes",
    name: "n1",
    from: [address],
  });
}

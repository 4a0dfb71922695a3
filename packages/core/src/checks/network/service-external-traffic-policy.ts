import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** A Service that is open to the outside keeps the addresses of its callers. */
export const serviceExternalTrafficPolicy: ObjectCheck = {
  on: "object",
  kinds: ["Service"],
  id: "service-external-traffic-policy",
  title: "Client source IP not preserved",
  topic: "network",
  severity: "info",
  description:
    "With `externalTrafficPolicy: Cluster`, the default, nodes replace the client's address by their own: address ranges in network policies and logs match the node, not the client.",
  remediation:
    "Set `externalTrafficPolicy: Local` where policies or logs need the client's address.",
  references: referencesTo({}),
  aliases: ["popeye:1107", "popeye:1108"],

  *evaluate(entry) {
    const type = textAt(entry.object, "spec", "type");
    if (type !== "LoadBalancer" && type !== "NodePort") return;
    const policy = textAt(entry.object, "spec", "externalTrafficPolicy");
    if (policy === "Local") return;
    yield {
      path: policy === "" ? ["spec", "type"] : ["spec", "externalTrafficPolicy"],
      message: "pods see the address of a node instead of the client's",
    };
  },

  examples: {
    violating: [
      {
        title: "the default",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "LoadBalancer" },
          },
        ],
        violations: [
          "Service/web spec.type: pods see the address of a node instead of the client's",
        ],
      },
    ],
    compliant: [
      {
        title: "Local",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "LoadBalancer", externalTrafficPolicy: "Local" },
          },
        ],
      },
    ],
  },
};

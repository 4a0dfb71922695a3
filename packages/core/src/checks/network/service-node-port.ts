import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** No Service opens a port on every node. */
export const serviceNodePort: ObjectCheck = {
  on: "object",
  kinds: ["Service"],
  id: "service-node-port",
  title: "Service of type NodePort",
  topic: "network",
  severity: "low",
  description:
    "A NodePort is open on every address of every node, bypassing the load balancer, its TLS and its source ranges.",
  remediation: "Use a Service of type ClusterIP behind an Ingress or a Gateway.",
  references: referencesTo({ "mitre-attack": ["T1133"], "ms-threat-matrix": ["MS-TA9005"] }),
  aliases: ["kube-linter:exposed-services", "kube-score:service-type", "popeye:1104"],

  *evaluate(entry) {
    if (textAt(entry.object, "spec", "type") !== "NodePort") return;
    yield { path: ["spec", "type"], message: "the Service opens a port on every node" };
  },

  examples: {
    violating: [
      {
        title: "type NodePort",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "NodePort", ports: [{ port: 80 }] },
          },
        ],
        violations: ["Service/web spec.type: the Service opens a port on every node"],
      },
    ],
    compliant: [
      {
        title: "type ClusterIP",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "ClusterIP", ports: [{ port: 80 }] },
          },
        ],
      },
    ],
  },
};

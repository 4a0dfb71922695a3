import { textAt } from "../../kubernetes/json-fields.ts";
import { loadBalancerReachOf, sourceRangesOf } from "../../network/load-balancer-reach.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** A load balancer that the internet reaches says which addresses it lets in. */
export const serviceLoadBalancerOpen: ObjectCheck = {
  on: "object",
  kinds: ["Service"],
  id: "service-load-balancer-open",
  title: "LoadBalancer Service open to every address",
  topic: "network",
  severity: "medium",
  description:
    "The load balancer has a public address and accepts connections from everywhere: the pods behind it are exposed to the internet. Internal load balancers, by an annotation, their class or their address, are left out.",
  remediation:
    "Set `loadBalancerSourceRanges`, make the load balancer internal with your cloud's annotation, or use an Ingress or a Gateway.",
  references: referencesTo({
    "mitre-attack": ["T1133", "T1190"],
    "ms-threat-matrix": ["MS-TA9005"],
  }),
  aliases: ["kube-linter:exposed-services", "popeye:1103"],

  *evaluate(entry) {
    if (textAt(entry.object, "spec", "type") !== "LoadBalancer") return;
    if (loadBalancerReachOf(entry).scope !== "internet") return;
    const ranges = sourceRangesOf(entry);
    if (!ranges) {
      yield {
        path: ["spec", "type"],
        message:
          "the load balancer takes connections from everywhere: it has no loadBalancerSourceRanges",
      };
      return;
    }
    for (const range of ranges.texts)
      if (range.endsWith("/0"))
        yield {
          path: ranges.path,
          message: `the load balancer takes connections from everywhere: ${range}`,
        };
  },

  examples: {
    violating: [
      {
        title: "no ranges",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "LoadBalancer", ports: [{ port: 443 }] },
          },
        ],
        violations: [
          "Service/web spec.type: the load balancer takes connections from everywhere: it has no loadBalancerSourceRanges",
        ],
      },
      {
        title: "a range of everything",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["0.0.0.0/0"] },
          },
        ],
        violations: [
          "Service/web spec.loadBalancerSourceRanges: the load balancer takes connections from everywhere: 0.0.0.0/0",
        ],
      },
    ],
    compliant: [
      {
        title: "one range",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] },
          },
        ],
      },
      {
        title: "an internal one",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: {
              name: "web",
              namespace: "shop",
              annotations: { "networking.gke.io/load-balancer-type": "Internal" },
            },
            spec: { type: "LoadBalancer" },
          },
        ],
      },
      {
        title: "ranges of the private network, and an address there",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"] },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "api", namespace: "shop" },
            spec: { type: "LoadBalancer" },
            status: { loadBalancer: { ingress: [{ ip: "10.1.2.3" }] } },
          },
        ],
      },
    ],
  },
};

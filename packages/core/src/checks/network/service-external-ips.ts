import { listAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** No Service has externalIPs. */
export const serviceExternalIps: ObjectCheck = {
  on: "object",
  kinds: ["Service"],
  id: "service-external-ips",
  title: "Service with externalIPs",
  topic: "network",
  severity: "high",
  description:
    "Whoever may create a Service with `externalIPs` diverts the traffic to these addresses to their own pods (CVE-2020-8554): they read what is meant for somebody else, and answer in their place.",
  remediation: "Use a Service of type LoadBalancer, and reject `externalIPs` at admission.",
  references: referencesTo({ "mitre-attack": ["T1557"] }),
  aliases: ["trivy:KSV-0108"],

  *evaluate(entry) {
    const addresses = listAt(entry.object, "spec", "externalIPs");
    if (addresses.length > 0)
      yield {
        path: ["spec", "externalIPs"],
        message: "the Service sets externalIPs",
      };
  },

  examples: {
    violating: [
      {
        title: "one address",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { externalIPs: ["203.0.113.7"] },
          },
        ],
        violations: ["Service/web spec.externalIPs: the Service sets externalIPs"],
      },
    ],
    compliant: [
      {
        title: "none",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { externalIPs: [] },
          },
        ],
      },
    ],
  },
};

import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { INGRESSES } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** Every rule of an Ingress names its host. */
export const ingressCatchAllHost: ObjectCheck = {
  on: "object",
  kinds: INGRESSES,
  id: "ingress-catch-all-host",
  title: "Ingress rule for every host",
  topic: "network",
  severity: "low",
  description:
    "A rule without a host, or with `*`, receives the requests for every host name that no other Ingress has: it answers for hosts of other teams, and whoever points a DNS name at the cluster reaches it.",
  remediation: "Set `host` to the host names that are served.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: ["datree:6"],

  *evaluate(entry) {
    for (const [index, rule] of listAt(entry.object, "spec", "rules").entries()) {
      const host = textAt(rule, "host");
      if (host !== "" && host !== "*") continue;
      yield {
        path: ["spec", "rules", index, ...(host === "" ? [] : ["host"])],
        message: "the rule takes requests for every host",
      };
    }
  },

  examples: {
    violating: [
      {
        title: "no host, and a star",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              rules: [
                {
                  http: {
                    paths: [
                      {
                        path: "/",
                        pathType: "Prefix",
                        backend: { service: { name: "web", port: { number: 80 } } },
                      },
                    ],
                  },
                },
                {
                  host: "*",
                  http: {
                    paths: [
                      {
                        path: "/",
                        pathType: "Prefix",
                        backend: { service: { name: "web", port: { number: 80 } } },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
        violations: [
          "Ingress/web spec.rules[0]: the rule takes requests for every host",
          "Ingress/web spec.rules[1].host: the rule takes requests for every host",
        ],
      },
    ],
    compliant: [
      {
        title: "a wildcard below a name",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              rules: [
                {
                  host: "*.shop.example",
                  http: {
                    paths: [
                      {
                        path: "/",
                        pathType: "Prefix",
                        backend: { service: { name: "web", port: { number: 80 } } },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

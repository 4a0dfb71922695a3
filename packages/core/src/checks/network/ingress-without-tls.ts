import type { Violation } from "../../findings/finding.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { INGRESSES } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** Every host of an Ingress has TLS. */
export const ingressWithoutTls: ObjectCheck = {
  on: "object",
  kinds: [...INGRESSES, "route.openshift.io/Route"],
  id: "ingress-without-tls",
  title: "Ingress without TLS",
  topic: "network",
  severity: "medium",
  description:
    "A man in the middle reads and changes what clients send to the host, passwords and sessions included. An Ingress whose certificate comes by an annotation of AWS or Google is left out; an OpenShift Route needs `tls` too.",
  remediation: "Set `spec.tls` with the host and the Secret of its certificate.",
  references: referencesTo({ "mitre-attack": ["T1040", "T1557"] }),
  aliases: ["polaris:tlsSettingsMissing", "kubescape:C-0263"],

  *evaluate(entry) {
    const { object } = entry;
    if (object.kind !== "Route") yield* ingressViolations(entry);
    else if (valueAt(object, "spec", "tls") === undefined)
      yield { path: ["spec"], message: "the Route has no TLS" };
  },

  examples: {
    violating: [
      {
        title: "no tls, and another host",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              rules: [
                {
                  host: "www.shop.example",
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
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "api", namespace: "shop" },
            spec: {
              tls: [{ hosts: ["www.shop.example"] }],
              rules: [
                {
                  host: "api.shop.example",
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
          "Ingress/web spec.rules[0].host: host www.shop.example has no TLS",
          "Ingress/api spec.rules[0].host: host api.shop.example has no TLS",
        ],
      },
    ],
    compliant: [
      {
        title: "the host, and a wildcard that covers it",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              tls: [{ hosts: ["*.shop.example"], secretName: "shop" }],
              rules: [
                {
                  host: "www.shop.example",
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

/** Annotations by which a cloud's load balancer gets its certificate. */
const ELSEWHERE = [
  "alb.ingress.kubernetes.io/certificate-arn",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/managed-certificates",
];

function* ingressViolations({ object }: SnapshotObject): Generator<Violation> {
  const annotations = stringMapOf(object, "annotations");
  if (ELSEWHERE.some((name) => Object.hasOwn(annotations, name))) return;
  const tls = listAt(object, "spec", "tls");
  const rules = listAt(object, "spec", "rules");
  if (tls.length === 0 && rules.length === 0)
    yield { path: ["spec"], message: "the Ingress has no TLS" };
  for (const [index, rule] of rules.entries()) {
    const host = textAt(rule, "host");
    if (tls.some((each) => covers(each, host))) continue;
    yield {
      path: ["spec", "rules", index, ...(host === "" ? [] : ["host"])],
      message: host === "" ? "the rule has no TLS" : `host ${host} has no TLS`,
    };
  }
}

// Without hosts it is for all of them; a wildcard stands for one label.
function covers(tls: JsonValue, host: string): boolean {
  const hosts = listAt(tls, "hosts");
  const parent = `*${host.slice(host.indexOf("."))}`;
  return hosts.length === 0 || (host !== "" && (hosts.includes(host) || hosts.includes(parent)));
}

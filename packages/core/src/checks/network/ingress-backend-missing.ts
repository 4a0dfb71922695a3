import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, valueAt } from "../../kubernetes/json-fields.ts";
import { routedServicesOf } from "../../network/routed-services.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { INGRESSES } from "../facts/kinds.ts";
import { mayBeIn } from "../facts/may-be-in.ts";
import { servicesByName } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** The Service and the port that an Ingress sends to are there. */
export const ingressBackendMissing: ObjectCheck = {
  on: "object",
  kinds: INGRESSES,
  id: "ingress-backend-missing",
  title: "Ingress to a missing Service or port",
  topic: "network",
  severity: "low",
  description:
    "Whoever may create a Service with that name in the namespace receives the requests. A missing Service is reported only where the input is the whole cluster, a missing port wherever the input shows the Service.",
  remediation: "Correct the name or the port of the backend, or remove the path.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: [
    "kube-linter:dangling-ingress",
    "kube-score:ingress-targets-service",
    "kubescape:C-0298",
    "popeye:1401",
    "popeye:1402",
  ],

  *evaluate(entry, cluster) {
    const { namespace } = entry.reference;
    for (const { path, name: service, port } of routedServicesOf(entry.object)) {
      const named = (servicesByName(cluster).get(service) ?? []).filter(({ reference }) =>
        mayBeIn(reference.namespace, namespace),
      );
      if (named.length === 0) {
        if (showsAllIn(cluster.snapshot, namespace))
          yield { path, message: `service ${service} does not exist` };
      } else if (port !== undefined && !named.some((each) => hasPort(each, port))) {
        yield { path, message: `service ${service} has no port ${JSON.stringify(port)}` };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a Service that is not there, and a port",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              rules: [
                {
                  host: "a.example",
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
                  host: "b.example",
                  http: {
                    paths: [
                      {
                        path: "/",
                        pathType: "Prefix",
                        backend: { service: { name: "api", port: { name: "http" } } },
                      },
                    ],
                  },
                },
              ],
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "api", namespace: "shop" },
            spec: { ports: [{ name: "grpc", port: 80 }] },
          },
        ],
        violations: [
          "Ingress/web spec.rules[0].http.paths[0].backend.service.name: service web does not exist",
          'Ingress/web spec.rules[1].http.paths[0].backend.service.name: service api has no port "http"',
        ],
      },
    ],
    compliant: [
      {
        title: "a Service that the input may not show",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              rules: [
                {
                  host: "a.example",
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
      {
        title: "the port by its number",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              rules: [
                {
                  host: "a.example",
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
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { ports: [{ port: 80 }] },
          },
        ],
      },
    ],
  },
};

function hasPort({ object }: SnapshotObject, port: JsonValue): boolean {
  return listAt(object, "spec", "ports").some(
    (each) => valueAt(each, "port") === port || valueAt(each, "name") === port,
  );
}

import { API_SERVER_FACTS } from "../../control-plane/index.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import { factOf, factPath } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { apiServerFacts } from "../writing/observed-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** What is tried without credentials and is nobody's business. */
const PRIVATE: ReadonlyMap<string, string> = new Map([
  ["/api/v1/namespaces", "namespaces"],
  ["/api/v1/nodes", "nodes"],
  ["/metrics", "metrics"],
]);

/** Nobody reads the cluster without credentials. */
export const apiServerReadsAnonymous: ObjectCheck = {
  on: "object",
  kinds: [API_SERVER_FACTS],
  id: "api-server-reads-anonymous",
  title: "Cluster readable without credentials",
  topic: "control-plane",
  severity: "critical",
  description:
    "The API server was asked without credentials and gave what it should give to nobody unknown. Whatever grants that, a binding, an authorizer that allows everything or a file of ABAC, is open to everybody who reaches the server, and most likely grants more than what was tried: a few lists and the metrics, of which nothing is kept.",
  remediation:
    "Take the rights of `system:anonymous` and `system:unauthenticated` away (`watertight access rights group/system:unauthenticated` shows them), set `--authorization-mode=Node,RBAC`, and allow anonymous requests to the health endpoints only.",
  references: referencesTo({
    "cis-1.12": ["1.2.1", "1.2.6"],
    "mitre-attack": ["T1190", "T1078.001"],
  }),

  *evaluate({ object }) {
    const answers = objectAt(object, "spec", "anonymous", "value");
    for (const [path, what] of PRIVATE) {
      if (answers[path] !== 200) continue;
      yield { path: factPath("anonymous", path), message: `gives ${what} to everybody` };
    }
  },
  *notAssessable({ object }) {
    const fact = factOf(object, "anonymous");
    if (fact && "unknown" in fact) yield { path: factPath("anonymous"), reason: fact.unknown };
  },

  examples: {
    violating: [
      {
        title: "namespaces for everybody",
        objects: [
          apiServerFacts({
            anonymous: {
              value: { "/api/v1/namespaces": 200, "/api/v1/nodes": 403, "/livez": 200 },
            },
          }),
        ],
        violations: [
          "APIServer/10.0.0.4:6443 spec.anonymous.value[/api/v1/namespaces]: gives namespaces to everybody",
        ],
      },
    ],
    compliant: [
      {
        title: "health and version only",
        objects: [
          apiServerFacts({
            anonymous: { value: { "/api/v1/namespaces": 403, "/version": 200, "/livez": 200 } },
          }),
        ],
      },
    ],
  },
};

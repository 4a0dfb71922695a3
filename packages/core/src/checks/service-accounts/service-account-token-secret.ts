import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** No Secret holds a token of a service account that never expires. */
export const serviceAccountTokenSecret: ObjectCheck = {
  on: "object",
  kinds: ["Secret"],
  id: "service-account-token-secret",
  title: "Service account token Secret that never expires",
  topic: "service-accounts",
  severity: "medium",
  description:
    "The token in a Secret of type `kubernetes.io/service-account-token` is valid until the Secret is deleted, is bound to no pod, and can be read by everybody who may read Secrets of the namespace: a copied token gives an attacker lasting access. Kubernetes no longer creates such Secrets by itself.",
  remediation:
    "Use the token that the kubelet mounts, or `kubectl create token` for one that expires, and delete the Secret.",
  references: referencesTo({
    "nsa-1.2": ["Protecting Pod service account tokens"],
    "mitre-attack": ["T1528", "T1552"],
    "ms-threat-matrix": ["MS-TA9016", "MS-TA9025"],
  }),

  *evaluate({ object }) {
    if (textAt(object, "type") !== "kubernetes.io/service-account-token") return;
    const account = textAt(object, "metadata", "annotations", "kubernetes.io/service-account.name");
    yield {
      path: ["type"],
      message: `secret holds a token of service account ${account || "(none named)"} that never expires`,
    };
  },

  examples: {
    violating: [
      {
        title: "a Secret for a token",
        objects: [
          {
            apiVersion: "v1",
            kind: "Secret",
            metadata: {
              name: "ci",
              annotations: { "kubernetes.io/service-account.name": "ci" },
            },
            type: "kubernetes.io/service-account-token",
          },
        ],
        violations: [
          "Secret/ci type: secret holds a token of service account ci that never expires",
        ],
      },
    ],
    compliant: [
      {
        title: "a Secret of another type",
        objects: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "db" }, type: "Opaque" }],
      },
    ],
  },
};

import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** The service account `default` of a namespace mounts no token into pods that say nothing. */
export const defaultServiceAccountMountsToken: ObjectCheck = {
  on: "object",
  kinds: ["ServiceAccount"],
  id: "default-service-account-mounts-token",
  title: "Default service account mounts its token",
  topic: "service-accounts",
  severity: "low",
  description:
    "Unless the account sets `automountServiceAccountToken: false`, every pod of the namespace that names no service account has a credential for the API server, future pods included. Reported where the input shows the account.",
  remediation: "Set `automountServiceAccountToken: false` on the ServiceAccount `default`.",
  references: referencesTo({
    "cis-1.12": ["5.1.5", "5.1.6"],
    "nsa-1.2": ["Protecting Pod service account tokens"],
    "mitre-attack": ["T1528"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),
  aliases: ["checkov:CKV_K8S_41", "datree:102", "kubescape:C-0189"],

  *evaluate({ object, reference }) {
    const current = valueAt(object, "automountServiceAccountToken");
    if (reference.name !== "default" || current === false) return;
    const path = ["automountServiceAccountToken"];
    yield {
      path,
      message: "service account default mounts its token into every pod that names no account",
      fix: setting("may-break", path, current, false),
    };
  },

  examples: {
    violating: [
      {
        title: "the account as Kubernetes creates it",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "default", namespace: "shop" },
          },
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web", namespace: "shop" },
          },
        ],
        violations: [
          "ServiceAccount/default automountServiceAccountToken: service account default mounts its token into every pod that names no account",
        ],
      },
    ],
    compliant: [
      {
        title: "an account that says no",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "default", namespace: "shop" },
            automountServiceAccountToken: false,
          },
        ],
      },
    ],
  },
};

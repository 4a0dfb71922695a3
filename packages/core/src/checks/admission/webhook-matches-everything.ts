import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf, labelDemandsOf, selectsNamespace } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** No webhook has to be asked about everything, Kubernetes' own parts included. */
export const webhookMatchesEverything: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-matches-everything",
  title: "Webhook that matches every resource",
  topic: "admission",
  severity: "medium",
  description:
    "A webhook for all resources of all groups that fails closed and does not exempt `kube-system` blocks leases, nodes and controllers when it is down: the cluster cannot repair itself, and whoever stops the webhook stops the cluster.",
  remediation:
    "List only the resources that the webhook examines in its rules, and exempt `kube-system` by its name in the namespaceSelector.",
  references: referencesTo({ "mitre-attack": ["T1499"], "ms-threat-matrix": ["MS-TA9040"] }),

  *evaluate({ object }) {
    for (const hook of admissionHooksOf(object)) {
      const { of, failurePolicy, label, path, match } = hook;
      if (of !== "webhook" || failurePolicy !== "Fail") continue;
      if (listAt(match, "matchConditions").length > 0 || !selectsNamespace(hook, SYSTEM)) continue;
      if (labelDemandsOf(objectAt(match, "objectSelector")).length > 0) continue;
      const index = hook.rules.findIndex(isForEverything);
      if (index < 0) continue;
      yield {
        path: [...path, "rules", index],
        message: `${label} is called for every resource, in kube-system too`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a rule for everything",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                rules: [
                  {
                    apiGroups: [""],
                    apiVersions: ["*"],
                    resources: ["pods"],
                    operations: ["CREATE"],
                  },
                ],
              },
              {
                name: "all.example.com",
                rules: [
                  {
                    apiGroups: ["*"],
                    apiVersions: ["*"],
                    resources: ["*/*"],
                    operations: ["CREATE"],
                  },
                ],
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[1].rules[0]: webhook all.example.com is called for every resource, in kube-system too",
        ],
      },
    ],
    compliant: [
      {
        title: "a rule for everything but kube-system",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "all.example.com",
                namespaceSelector: {
                  matchExpressions: [
                    {
                      key: "kubernetes.io/metadata.name",
                      operator: "NotIn",
                      values: ["kube-system"],
                    },
                  ],
                },
                rules: [
                  {
                    apiGroups: ["*"],
                    apiVersions: ["*"],
                    resources: ["*/*"],
                    operations: ["CREATE"],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
};

const SYSTEM = { "kubernetes.io/metadata.name": "kube-system" };

function isForEverything(rule: JsonValue): boolean {
  const resources = listAt(rule, "resources");
  return (
    listAt(rule, "apiGroups").includes("*") &&
    (resources.includes("*") || resources.includes("*/*")) &&
    listAt(rule, "operations").some((operation) => operation !== "CONNECT")
  );
}

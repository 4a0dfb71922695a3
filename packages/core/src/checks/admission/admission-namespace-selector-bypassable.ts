import { objectAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf, labelDemandsOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** What the API server itself writes and holds fast. */
const NAME = "kubernetes.io/metadata.name";

/** What validates exempts namespaces by name only. */
export const admissionNamespaceSelectorBypassable: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-namespace-selector-bypassable",
  title: "Admission bypassed by a namespace label",
  topic: "admission",
  severity: "low",
  description:
    "A namespaceSelector selects by labels that whoever may create or modify namespaces sets: by adding the exempting label, or creating a namespace without the required one, they bypass admission there. The label `kubernetes.io/metadata.name` cannot be changed. Mutating webhooks and policies, which namespaces opt into, are left out, and so are bindings, which are meant for some namespaces.",
  remediation:
    "Exempt namespaces with `NotIn` on `kubernetes.io/metadata.name`, and examine all others.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object }) {
    for (const { of, mode, label, match, matchPath } of admissionHooksOf(object)) {
      if (mode !== "validating" || of === "binding") continue;
      const demands = labelDemandsOf(objectAt(match, "namespaceSelector"));
      const demand = demands.find(({ key }) => key !== NAME);
      if (!demand) continue;
      const way = demand.wants === "absent" ? "with" : "without";
      yield {
        path: [...matchPath, "namespaceSelector", ...demand.path],
        message: `${label} is bypassed in namespaces ${way} label ${demand.key}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a webhook that namespaces can be taken out of",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                namespaceSelector: {
                  matchExpressions: [
                    {
                      key: "kubernetes.io/metadata.name",
                      operator: "NotIn",
                      values: ["kube-system"],
                    },
                    { key: "example.com/skip", operator: "DoesNotExist" },
                  ],
                },
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[0].namespaceSelector.matchExpressions[1]: webhook signed.example.com is bypassed in namespaces with label example.com/skip",
        ],
      },
    ],
    compliant: [
      {
        title: "a webhook that exempts a namespace by its name",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                namespaceSelector: {
                  matchExpressions: [
                    {
                      key: "kubernetes.io/metadata.name",
                      operator: "NotIn",
                      values: ["kube-system"],
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    ],
  },
};

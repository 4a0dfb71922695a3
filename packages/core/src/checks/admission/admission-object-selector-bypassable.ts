import { objectAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf, labelDemandsOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** What validates does not leave it to the labels of an object whether it is asked. */
export const admissionObjectSelectorBypassable: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-object-selector-bypassable",
  title: "Admission bypassed by an object label",
  topic: "admission",
  severity: "medium",
  description:
    "An objectSelector selects by labels that the creator of the object chooses: by leaving the label out, or setting the exempting one, they bypass admission. Kubernetes means it for webhooks that users opt into, which is why mutating ones are left out.",
  remediation:
    "Remove the objectSelector. Exempt by namespace name (`kubernetes.io/metadata.name`) or by the user in `matchConditions`.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object }) {
    for (const { mode, label, match, matchPath } of admissionHooksOf(object)) {
      if (mode !== "validating") continue;
      const [demand] = labelDemandsOf(objectAt(match, "objectSelector"));
      if (!demand) continue;
      const way = demand.wants === "absent" ? "with" : "without";
      yield {
        path: [...matchPath, "objectSelector", ...demand.path],
        message: `${label} is bypassed by objects ${way} label ${demand.key}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a webhook and a policy that a label turns off",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              { name: "all.example.com" },
              {
                name: "signed.example.com",
                objectSelector: {
                  matchExpressions: [{ key: "example.com/skip", operator: "DoesNotExist" }],
                },
              },
            ],
          },
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "replicas" },
            spec: {
              matchConstraints: { objectSelector: { matchLabels: { checked: "true" } } },
            },
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[1].objectSelector.matchExpressions[0]: webhook signed.example.com is bypassed by objects with label example.com/skip",
          "ValidatingAdmissionPolicy/replicas spec.matchConstraints.objectSelector.matchLabels.checked: policy is bypassed by objects without label checked",
        ],
      },
    ],
    compliant: [
      {
        title: "an empty selector, and a mutating webhook that people opt into",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [{ name: "signed.example.com", objectSelector: {} }],
          },
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "MutatingWebhookConfiguration",
            metadata: { name: "sidecar" },
            webhooks: [
              {
                name: "sidecar.example.com",
                objectSelector: { matchLabels: { "example.com/inject": "true" } },
              },
            ],
          },
        ],
      },
    ],
  },
};

import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { type AdmissionHook, admissionHooksOf, hookSelectorOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** What validates is asked in every user namespace of the input. */
export const admissionSkipsNamespace: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-skips-namespace",
  title: "Namespace exempt from admission",
  topic: "admission",
  severity: "info",
  description:
    "Whoever may create objects in a namespace that the selector leaves out bypasses the webhook or policy. Reported with the namespaces that the input shows; system namespaces and the webhook's own are left out, and so are bindings, which are meant for some namespaces. Check that each exemption is intended.",
  remediation: "Narrow what the namespaceSelector exempts.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object }, cluster) {
    for (const hook of admissionHooksOf(object)) {
      if (hook.mode !== "validating" || hook.of === "binding") continue;
      const skipped = skippedBy(hook, cluster);
      const [first] = skipped;
      if (first === undefined) continue;
      const more = skipped.length === 1 ? "" : ` and ${skipped.length - 1} more`;
      yield {
        path: [...hook.matchPath, "namespaceSelector"],
        message: `${hook.label} is bypassed in namespace ${first}${more}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a namespace that the selector leaves out",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } },
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
                      values: ["kube-system", "shop"],
                    },
                  ],
                },
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[0].namespaceSelector: webhook signed.example.com is bypassed in namespace shop",
        ],
      },
    ],
    compliant: [
      {
        title: "a webhook that leaves out its own namespace",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "signing" } },
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
                namespaceSelector: {
                  matchExpressions: [
                    {
                      key: "kubernetes.io/metadata.name",
                      operator: "NotIn",
                      values: ["signing"],
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

function skippedBy({ match, hook }: AdmissionHook, cluster: Cluster): readonly string[] {
  const selector = valueAt(match, "namespaceSelector");
  if (selector === undefined) return [];
  const compiled = hookSelectorOf(selector);
  if (!compiled) return []; // what a broken selector leaves out is unknown
  const own = textAt(hook, "clientConfig", "service", "namespace");
  return userNamespaces(cluster)
    .filter(({ name, labels }) => name !== own && !compiled.selects(labels))
    .map(({ name }) => name);
}

const userNamespaces = clusterFact((cluster) =>
  cluster.snapshot
    .ofKind("", "Namespace")
    .filter(isUserNamespace)
    .map(({ object, reference: { name } }) => ({
      name,
      // The API server adds the name.
      labels: { ...stringMapOf(object, "labels"), "kubernetes.io/metadata.name": name },
    })),
);

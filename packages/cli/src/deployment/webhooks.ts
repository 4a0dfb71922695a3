import { IN_CLUSTER, NAME } from "./names.ts";
import {
  type Condition,
  NAMESPACE,
  type ObjectTemplate,
  type Template,
  type TemplateMapping,
  value,
  where,
} from "./template.ts";

const MUTATES: Condition = {
  any: [
    { path: "configuration.admission.defaults" },
    { path: "configuration.admission.newNamespaces" },
    { path: "policies", mentions: "MutatingAdmissionPolicy" },
  ],
};

function rule(
  apiGroup: string,
  resources: readonly string[],
  operations: readonly string[] = ["CREATE", "UPDATE"],
): TemplateMapping {
  return { apiGroups: [apiGroup], apiVersions: ["*"], operations, resources, scope: "*" };
}

const VALIDATED: readonly Template[] = [
  rule("", ["pods", "pods/ephemeralcontainers", "pods/resize"]),
];

const MUTATED: readonly Template[] = [rule("", ["pods"], ["CREATE"])];

function webhook(path: string, rules: readonly Template[]): TemplateMapping {
  return {
    name: `${path}.${NAME}.dev`,
    admissionReviewVersions: ["v1"],
    clientConfig: {
      service: { namespace: NAMESPACE, name: NAME, port: 443, path: `/${path}` },
      caBundle: where("tls.caBundle", value("tls.caBundle")),
    },
    failurePolicy: value("failurePolicy"),
    matchPolicy: "Equivalent",
    namespaceSelector: {
      matchExpressions: [
        {
          key: "kubernetes.io/metadata.name",
          operator: "NotIn",
          values: [
            "kube-system",
            "kube-node-lease",
            NAMESPACE,
            { $: "each", path: "exemptNamespaces" },
          ],
        },
      ],
    },
    rules,
    sideEffects: "None",
    timeoutSeconds: value("timeoutSeconds"),
  };
}

const METADATA: TemplateMapping = {
  ...IN_CLUSTER,
  annotations: where("tls.injectCaFrom", {
    "cert-manager.io/inject-ca-from": value("tls.injectCaFrom"),
  }),
};

/** What the API server asks the server about. */
export const webhooks: readonly ObjectTemplate[] = [
  {
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: METADATA,
      webhooks: [webhook("validate", VALIDATED)],
    },
  },
  {
    when: MUTATES,
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "MutatingWebhookConfiguration",
      metadata: METADATA,
      webhooks: [webhook("mutate", MUTATED)],
    },
  },
];

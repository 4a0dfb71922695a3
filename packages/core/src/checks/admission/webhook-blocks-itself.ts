import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { Labels } from "../../kubernetes/selectors.ts";
import type { ObjectCheck } from "../check.ts";
import {
  type AdmissionHook,
  admissionHooksOf,
  labelDemandsOf,
  ruleMatches,
  selectsNamespace,
} from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

const NAME = "kubernetes.io/metadata.name";

/** A webhook that has to be asked about pods is not asked about its own. */
export const webhookBlocksItself: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-blocks-itself",
  title: "Webhook that can block its own pods",
  topic: "admission",
  severity: "medium",
  description:
    "When all its pods are gone, after an upgrade of the nodes or a deletion, the API server rejects new ones because it cannot call the webhook about them: nothing that its rules cover starts again until somebody deletes the configuration. Reported where the rules cover new pods, the selectors certainly select the webhook's own namespace, and neither objectSelector nor matchConditions exempt anything.",
  remediation: "Exempt the namespace of the webhook by its name in the namespaceSelector.",
  references: referencesTo({ "mitre-attack": ["T1499"], "ms-threat-matrix": ["MS-TA9040"] }),

  *evaluate({ object }, cluster) {
    for (const hook of admissionHooksOf(object)) {
      const namespace = textAt(hook.hook, "clientConfig", "service", "namespace");
      if (namespace === "" || !mustBeAskedAboutPods(hook)) continue;
      const labels = labelsOf(namespace, hook, cluster);
      if (!labels || !selectsNamespace(hook, labels)) continue;
      yield {
        path: [...hook.matchPath, "namespaceSelector"],
        message: `${hook.label} is called for the pods of its own namespace ${namespace}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a webhook for all pods",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
                rules: [
                  {
                    apiGroups: [""],
                    apiVersions: ["*"],
                    resources: ["pods"],
                    operations: ["CREATE"],
                  },
                ],
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[0].namespaceSelector: webhook signed.example.com is called for the pods of its own namespace signing",
        ],
      },
    ],
    compliant: [
      {
        title: "a webhook that exempts its namespace, and one that fails open",
        objects: [
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
                    { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["signing"] },
                  ],
                },
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
                name: "scanned.example.com",
                failurePolicy: "Ignore",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
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

const PODS = { group: "", resource: "pods", operation: "CREATE" };

function mustBeAskedAboutPods({ failurePolicy, match, hook, rules }: AdmissionHook): boolean {
  return (
    failurePolicy === "Fail" &&
    labelDemandsOf(objectAt(match, "objectSelector")).length === 0 &&
    listAt(hook, "matchConditions").length === 0 &&
    rules.some((rule) => ruleMatches(rule, PODS) && textAt(rule, "scope") !== "Cluster")
  );
}

// The name is always a label; other labels are known only where the input shows the namespace.
function labelsOf(
  namespace: string,
  { match }: AdmissionHook,
  cluster: Cluster,
): Labels | undefined {
  const shown = namespaceLabels(cluster).get(namespace);
  const asks = labelDemandsOf(objectAt(match, "namespaceSelector")).some(({ key }) => key !== NAME);
  return shown === undefined && asks ? undefined : { ...shown, [NAME]: namespace };
}

const namespaceLabels = clusterFact(
  (cluster) =>
    new Map(
      cluster.snapshot
        .ofKind("", "Namespace")
        .map(({ object, reference }) => [reference.name, stringMapOf(object, "labels")]),
    ),
);

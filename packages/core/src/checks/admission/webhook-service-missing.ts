import { clusterFact } from "../../cluster/cluster.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, the Service of a webhook is there. */
export const webhookServiceMissing: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-service-missing",
  title: "Webhook with a missing Service",
  topic: "admission",
  severity: "medium",
  description:
    "A webhook without its Service cannot be called: every request that its rules cover is rejected, or, if it fails open, admitted. Whoever may create Services in the namespace can take its place. Reported only where the input is the whole cluster and shows Services at all.",
  remediation:
    "Install the webhook again, correct `clientConfig.service`, or delete the configuration.",
  references: referencesTo({ "mitre-attack": ["T1562"], "ms-threat-matrix": ["MS-TA9015"] }),

  *evaluate({ object }, cluster) {
    const hooks = admissionHooksOf(object);
    if (hooks.length === 0) return;
    const services = servicesOf(cluster);
    if (services.size === 0) return;
    for (const { label, path, hook, failurePolicy } of hooks) {
      const name = textAt(hook, "clientConfig", "service", "name");
      const namespace = textAt(hook, "clientConfig", "service", "namespace");
      if (!showsAllIn(cluster.snapshot, namespace)) continue;
      if (name === "" || services.has(`${namespace}/${name}`)) continue;
      const effect = failurePolicy === "Ignore" ? "passes everything" : "refuses everything";
      yield {
        path: [...path, "clientConfig", "service"],
        message: `${label} ${effect}, as Service ${namespace}/${name} does not exist`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a service of another namespace",
        assumptions: { wholeCluster: true },
        objects: [
          { apiVersion: "v1", kind: "Service", metadata: { name: "signing", namespace: "shop" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "signing" } },
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[0].clientConfig.service: webhook signed.example.com refuses everything, as Service signing/signing does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
              },
            ],
          },
        ],
      },
    ],
  },
};

const servicesOf = clusterFact(
  (cluster) =>
    new Set(
      cluster.snapshot
        .ofKind("", "Service")
        .map(({ reference }) => `${reference.namespace ?? ""}/${reference.name}`),
    ),
);

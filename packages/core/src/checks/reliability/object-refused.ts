import { brokenRulesOf } from "../../cluster/custom-resource-rules.ts";
import { refusalOf } from "../../cluster/refusals.ts";
import type { Fix, Severity, Violation } from "../../findings/finding.ts";
import { type FieldPath, formatFieldPath } from "../../kubernetes/field-path.ts";
import { textAt, valueAtPath } from "../../kubernetes/json-fields.ts";
import { groupOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { FieldError } from "../../validation/field-error.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing, setting } from "../writing/fixes.ts";

/** Objects are ones that the API server takes. */
export const objectRefused: ObjectCheck = {
  on: "object",
  asWritten: true,
  id: "object-refused",
  title: "Object that fails API server validation",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server rejects the whole object: what it was to run, to grant or to forbid is not there, and an older object of its name stays as it is. It is more severe where the object restricts others: network policies, webhooks, admission policies, quotas and limit ranges. Judged by the validation of Kubernetes 1.36 for its own kinds, by the rules for labels for all others, and by the rules (`x-kubernetes-validations`) of a CustomResourceDefinition that is in the input, with its defaults, as for a creation, and against a cluster (`--against-cluster`, `--against-snapshot`) as for an update of what it has; rules of a CustomResourceDefinition by what they may cost and by their types, as when it is created; each field is reported once, with the first reason. Left out are objects that are in a cluster already, patches, what a kustomization changes before it is applied, and values that another program fills in (`{{ name }}`, `${NAME}`). A missing namespace is no fault. What is rejected counts for nothing elsewhere: a role or binding grants nothing, a network policy isolates no pod.",
  remediation:
    "Correct the field: `kubectl apply --dry-run=server` asks the API server without changing anything.",
  references: [],
  aliases: [
    "datree:9",
    "datree:10",
    "kube-linter:invalid-target-ports",
    "kube-linter:mismatching-selector",
    "kube-linter:restart-policy",
    "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
    "kube-score:label-values",
    "kubescape:C-0296",
    // Checks that asked a part of this.
    "watertight:label-invalid",
    "watertight:restart-policy-invalid",
    "watertight:selector-template-mismatch",
  ],

  *evaluate(entry, cluster) {
    for (const { path, message } of brokenRulesOf(entry, cluster)) {
      yield { path, message: `the API server rejects this: ${message}` };
    }
    const severity = severityOf(entry);
    const seen = new Set<string>();
    for (const error of refusalOf(entry)) {
      const place = formatFieldPath(error.path);
      if (seen.has(place)) continue;
      seen.add(place);
      yield { ...violationOf(entry, error), ...severity };
    }
  },

  examples: {
    violating: [
      {
        title: "a name, a protocol and an account that are none",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "Shop_Web" },
            spec: { ports: [{ port: 80, protocol: "tcp" }] },
          },
          {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "ClusterRoleBinding",
            metadata: { name: "ops" },
            roleRef: {
              apiGroup: "rbac.authorization.k8s.io",
              kind: "ClusterRole",
              name: "cluster-admin",
            },
            subjects: [{ kind: "ServiceAccount", name: "ops" }],
          },
        ],
        violations: [
          `Service/Shop_Web metadata.name: the API server rejects this: name "Shop_Web" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
          'Service/Shop_Web spec.ports[0].protocol: the API server rejects this: protocol "tcp" is none of "TCP", "UDP", "SCTP"',
          "ClusterRoleBinding/ops subjects[0].namespace: the API server rejects this: namespace must be set",
        ],
      },
      {
        title: "a deployment that does not restart, and a selector of other pods",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              selector: { matchLabels: { app: "api" } },
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web", image: "web:1" }], restartPolicy: "Never" },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.template.metadata.labels: the API server rejects this: labels are not selected by the selector",
          'Deployment/web spec.template.spec.restartPolicy: the API server rejects this: restartPolicy "Never" is none of "Always"',
        ],
      },
      {
        title: "a label of a kind that another program brings, and a policy that holds nobody",
        objects: [
          {
            apiVersion: "shop.example/v1",
            kind: "Order",
            metadata: { name: "first", labels: { owner: "shop@example.com" } },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web" },
            spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0" } }] }] },
          },
        ],
        violations: [
          `Order/first metadata.labels.owner: the API server rejects this: owner "shop@example.com" may only have letters, digits, '-', '_' and '.', with a letter or digit at both ends`,
          'NetworkPolicy/web spec.ingress[0].from[0].ipBlock.cidr: the API server rejects this: cidr "10.0.0.0" is no network in CIDR notation',
        ],
      },
    ],
    compliant: [
      {
        title: "an object without a namespace, a patch, and a name that Helm fills in",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "web", labels: { "example.com/app": "web", empty: "" } },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: { template: { spec: { containers: [{ name: "log", $patch: "delete" }] } } },
          },
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "{{ .Release.Name }}" } },
        ],
      },
    ],
  },
};

const HOLDS_BACK: ReadonlySet<string> = new Set([
  "/LimitRange",
  "/ResourceQuota",
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "networking.k8s.io/NetworkPolicy",
]);

function severityOf({ object }: SnapshotObject): { readonly severity?: Severity } {
  return HOLDS_BACK.has(`${groupOf(object)}/${object.kind}`) ? { severity: "high" } : {};
}

function violationOf({ object }: SnapshotObject, error: FieldError): Violation {
  const { path, message } = error;
  const container = containerIn({ object }, path);
  const fix = fixOf({ object }, error);
  return {
    path,
    message: `the API server rejects this: ${fieldOf(path)} ${message}`,
    ...(container === "" ? {} : { container }),
    ...(fix && { fix }),
  };
}

/** The last field of a path, with what follows: `ports[0]`. */
function fieldOf(path: FieldPath): string {
  const at = path.findLastIndex((step) => typeof step === "string");
  return at < 0 ? "the object" : formatFieldPath(path.slice(at)).replace(/^\[(.*)\]$/, "$1");
}

const LISTS = /^(?:containers|initContainers|ephemeralContainers)$/;

/** The name of the container that a path leads into; "" where it leads into none. */
function containerIn({ object }: Pick<SnapshotObject, "object">, path: FieldPath): string {
  const at = path.findIndex(
    (step, index) =>
      typeof step === "string" && LISTS.test(step) && typeof path[index + 1] === "number",
  );
  return at < 0 ? "" : textAt(valueAtPath(object, path.slice(0, at + 2)), "name");
}

/** One word for another where it is clear which one is meant. */
function fixOf(
  { object }: Pick<SnapshotObject, "object">,
  { path, supported = [] }: FieldError,
): Fix | undefined {
  const value = valueAtPath(object, path);
  const written = JSON.stringify(value ?? null).toLowerCase();
  const meant = supported.find((word) => JSON.stringify(word).toLowerCase() === written);
  if (meant !== undefined) return replacing("may-break", path, meant);
  const [first] = supported;
  const isOnly = supported.length === 1 || path.at(-1) === "restartPolicy";
  return isOnly && first !== undefined ? setting("needs-value", path, value, first) : undefined;
}

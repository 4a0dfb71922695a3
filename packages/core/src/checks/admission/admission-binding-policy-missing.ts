import { clusterFact } from "../../cluster/cluster.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";

const GROUP = "admissionregistration.k8s.io";

/** In a whole cluster, the policy that a binding names is there. */
export const admissionBindingPolicyMissing: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-binding-policy-missing",
  title: "Admission policy binding to a missing policy",
  topic: "admission",
  severity: "medium",
  description:
    "A binding to a policy that does not exist has no effect, and whoever may create policies decides later what it enforces. Reported only where the input is the whole cluster.",
  remediation: "Create the policy, correct `policyName`, or delete the binding.",
  references: [],

  *evaluate({ object }, cluster) {
    if (!showsAll(cluster.snapshot) || !object.apiVersion.startsWith(`${GROUP}/`)) return;
    const kind = /^((?:Validating|Mutating)AdmissionPolicy)Binding$/.exec(object.kind)?.[1];
    if (kind === undefined) return;
    const name = textAt(object, "spec", "policyName");
    if (policies(cluster).has(`${kind}/${name}`)) return;
    yield {
      path: ["spec", "policyName"],
      message: `policy ${name || "(none named)"} does not exist`,
    };
  },

  examples: {
    violating: [
      {
        title: "a binding of another policy than there is",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "replicas" },
            spec: {},
          },
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicyBinding",
            metadata: { name: "replicas" },
            spec: { policyName: "replica-limit", validationActions: ["Deny"] },
          },
        ],
        violations: [
          "ValidatingAdmissionPolicyBinding/replicas spec.policyName: policy replica-limit does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicyBinding",
            metadata: { name: "replicas" },
            spec: { policyName: "replicas", validationActions: ["Deny"] },
          },
        ],
      },
    ],
  },
};

const policies = clusterFact(
  (cluster) =>
    new Set(
      ["ValidatingAdmissionPolicy", "MutatingAdmissionPolicy"].flatMap((kind) =>
        cluster.snapshot.ofKind(GROUP, kind).map(({ reference }) => `${kind}/${reference.name}`),
      ),
    ),
);

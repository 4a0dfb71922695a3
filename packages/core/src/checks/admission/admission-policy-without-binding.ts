import { clusterFact } from "../../cluster/cluster.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

const GROUP = "admissionregistration.k8s.io";

/** Every admission policy of the input has a binding there. */
export const admissionPolicyWithoutBinding: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-policy-without-binding",
  title: "Admission policy without a binding",
  topic: "admission",
  severity: "medium",
  description:
    "A ValidatingAdmissionPolicy or MutatingAdmissionPolicy has no effect until a binding refers to it. Examined over the whole input: a binding in another file counts.",
  remediation:
    "Add a ValidatingAdmissionPolicyBinding (or MutatingAdmissionPolicyBinding) whose `policyName` is the policy's name.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object, reference }, cluster) {
    if (!isPolicy(object.apiVersion, object.kind)) return;
    if (boundPolicies(cluster).has(`${object.kind}/${reference.name}`)) return;
    yield { path: ["metadata", "name"], message: "no binding refers to the policy" };
  },

  examples: {
    violating: [
      {
        title: "a policy without a binding, beside one with",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "images" },
            spec: {},
          },
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
            spec: { policyName: "replicas", validationActions: ["Deny"] },
          },
        ],
        violations: [
          "ValidatingAdmissionPolicy/images metadata.name: no binding refers to the policy",
        ],
      },
    ],
    compliant: [
      {
        title: "a mutating policy with its binding",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "MutatingAdmissionPolicy",
            metadata: { name: "sidecar" },
            spec: {},
          },
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "MutatingAdmissionPolicyBinding",
            metadata: { name: "sidecar" },
            spec: { policyName: "sidecar" },
          },
        ],
      },
    ],
  },
};

function isPolicy(apiVersion: string, kind: string): boolean {
  return (
    apiVersion.startsWith(`${GROUP}/`) &&
    (kind === "ValidatingAdmissionPolicy" || kind === "MutatingAdmissionPolicy")
  );
}

/** `Kind/name` of the policies that a binding names. */
const boundPolicies = clusterFact(
  (cluster) =>
    new Set(
      ["ValidatingAdmissionPolicy", "MutatingAdmissionPolicy"].flatMap((kind) =>
        cluster.snapshot
          .ofKind(GROUP, `${kind}Binding`)
          .map(({ object }) => `${kind}/${textAt(object, "spec", "policyName")}`),
      ),
    ),
);

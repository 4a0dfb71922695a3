import { POLICY_OBJECT_KINDS } from "../../network/compile/index.ts";

/** Roles, as `kinds` of a check. */
export const ROLES = [
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/Role",
] as const;

/** Bindings of roles. */
export const ROLE_BINDINGS = [
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "rbac.authorization.k8s.io/RoleBinding",
] as const;

/** What is asked at admission, with the bindings of policies. */
export const ADMISSION_KINDS = [
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
] as const;

/** Ingresses, those of the group before it too. */
export const INGRESSES = ["networking.k8s.io/Ingress", "extensions/Ingress"] as const;

/** Network policies of every kind that the linter has remarks about. */
export const NETWORK_POLICIES: readonly string[] = POLICY_OBJECT_KINDS;

import type { PodSpec, SecurityContext } from "./api/types.ts";

/** Whether the pod has a user namespace of its own, so that its root is not the node's. */
export function hasUserNamespace(spec: PodSpec): boolean {
  return spec.hostUsers === false;
}

/** Whether the kubelet starts the container as another user than root, or not at all (`verifyRunAsNonRoot`). */
export function isNeverRoot(security: SecurityContext, spec: PodSpec): boolean {
  const user = security.runAsUser ?? spec.securityContext?.runAsUser;
  const nonRoot = security.runAsNonRoot ?? spec.securityContext?.runAsNonRoot;
  return user === undefined ? nonRoot === true : user !== 0;
}

/**
 * Whether no process of the container has a capability, whatever it adds or keeps: another user than root starts without any,
 * for the kubelet asks for no ambient ones, and without privilege escalation no program gives any.
 */
export function hasNoCapabilities(security: SecurityContext, spec: PodSpec): boolean {
  return security.allowPrivilegeEscalation === false && isNeverRoot(security, spec);
}

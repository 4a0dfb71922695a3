import type { Namespace, ServiceAccount } from "../kubernetes/api/types.ts";
import type { Decoded } from "./decoded.ts";
import { dnsLabelName, dnsSubdomainName, qualifiedNameProblem } from "./names.ts";
import { validateKubernetesFinalizer, validateObjectMeta } from "./object-meta.ts";
import { type Place, quoted } from "./place.ts";

// Follows pkg/apis/core/validation/validation.go.

/** `ValidateNamespace`, of one that is labelled with its name (SetDefaults_Namespace). */
export function validateNamespace(
  { metadata = {}, spec = {} }: Decoded<Namespace>,
  at: Place,
): void {
  const { name = "", labels } = metadata;
  const named = name === "" ? labels : { ...labels, "kubernetes.io/metadata.name": name };
  validateObjectMeta(
    { ...metadata, ...(named && { labels: named }) },
    { namespaced: false, name: dnsLabelName },
    at.child("metadata"),
  );
  for (const [index, finalizer] of (spec.finalizers ?? []).entries()) {
    // Printed without the number.
    const finalizerAt = at.child("spec").child("finalizers").slip("", index);
    const problem = qualifiedNameProblem(finalizer);
    if (problem !== undefined) finalizerAt.invalid(`${quoted(finalizer)} ${problem}`);
    validateKubernetesFinalizer(finalizer, finalizerAt);
  }
}

/** `ValidateServiceAccount`. */
export function validateServiceAccount({ metadata }: Decoded<ServiceAccount>, at: Place): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsSubdomainName }, at.child("metadata"));
}

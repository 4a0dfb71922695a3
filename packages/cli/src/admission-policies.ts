import type { ClusterSettings } from "@watertight/core/cluster";
import type { Snapshot } from "@watertight/core/snapshot";

/** What evaluates the admission policies of the input; nothing is loaded for an input without one that denies. */
export async function admissionPoliciesFor(
  snapshot: Snapshot,
  around: Snapshot | undefined,
): Promise<Pick<ClusterSettings, "admissionPolicies">> {
  const group = "admissionregistration.k8s.io";
  const bindings = [snapshot, ...(around ? [around] : [])].flatMap((each) =>
    each.ofKind(group, "ValidatingAdmissionPolicyBinding"),
  );
  if (bindings.length === 0) return {};
  const { hasDenyingPolicies, minorOf, policyDenials } = await import("@watertight/cel/policies");
  if (!hasDenyingPolicies(bindings.map(({ object }) => object))) return {};
  return {
    admissionPolicies: (entry, cluster) => {
      const denialsOf = cluster.once(denialsIn);
      const [first] = denialsOf(entry);
      if (first === undefined) return undefined;
      const { policy, binding, message, template } = first;
      const what = template === undefined ? "it" : "its pods";
      return `policy ${policy} with binding ${binding} denies ${what}: ${message}`;
    },
  };

  function denialsIn({
    snapshot,
    access,
  }: Parameters<NonNullable<ClusterSettings["admissionPolicies"]>>[1]) {
    return policyDenials(snapshot, access, { minor: minorOf(snapshot) });
  }
}

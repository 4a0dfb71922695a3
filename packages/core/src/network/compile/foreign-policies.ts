import {
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
} from "../../kubernetes/object.ts";
import { EVERY_ENDPOINT } from "../endpoint-query.ts";
import type { Compilation, PolicyFamily } from "../policy.ts";
import { undecidablePolicy } from "./undecidable.ts";

/** Kinds of policies of network plugins that are not evaluated, and whether they hold in their namespace only. */
export const FOREIGN_KINDS: ReadonlyMap<
  string,
  { readonly family: PolicyFamily; readonly namespaced: boolean }
> = new Map([
  ["crd.antrea.io/NetworkPolicy", { family: "antrea", namespaced: true }],
  ["crd.antrea.io/ClusterNetworkPolicy", { family: "antrea", namespaced: false }],
  ["k8s.ovn.org/EgressFirewall", { family: "ovn", namespaced: true }],
]);

/** What such a policy allows or denies is not known, so that no verdict on the pods it may concern is more than `unknown`. */
export function compileForeignPolicy(
  _object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  kind: { readonly family: PolicyFamily; readonly namespaced: boolean },
): Compilation {
  const reason = `a ${reference.kind} of ${reference.apiVersion} is not evaluated`;
  const policy = { id, object: reference, family: kind.family };
  const endpoints = kind.namespaced
    ? ({ is: "in", attribute: "namespace", values: [namespaceOf(reference)] } as const)
    : EVERY_ENDPOINT;
  return {
    policies: [undecidablePolicy(policy, { path: [], reason }, endpoints)],
    problems: [{ object: reference, path: [], message: reason }],
  };
}

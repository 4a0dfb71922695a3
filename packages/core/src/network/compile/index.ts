import { groupOf, type KubernetesObject, type ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { Compilation } from "../policy.ts";
import {
  compileAdminNetworkPolicy,
  compileBaselineAdminNetworkPolicy,
} from "./admin-network-policy.ts";
import { compileCalicoPolicy } from "./calico-policy.ts";
import { compileCiliumPolicy } from "./cilium-policy.ts";
import { compileClusterNetworkPolicy } from "./cluster-network-policy.ts";
import { compileForeignPolicy, FOREIGN_KINDS } from "./foreign-policies.ts";
import { compileNetworkPolicy } from "./network-policy.ts";

/** Makes policies of one object of a kind; their ids begin with `id`. */
type CompilePolicy = (
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  snapshot: Snapshot,
) => Compilation;

/** By API group and kind, whatever the version. */
const COMPILERS: ReadonlyMap<string, CompilePolicy> = new Map<string, CompilePolicy>([
  ["networking.k8s.io/NetworkPolicy", compileNetworkPolicy],
  ["policy.networking.k8s.io/ClusterNetworkPolicy", compileClusterNetworkPolicy],
  ["policy.networking.k8s.io/AdminNetworkPolicy", compileAdminNetworkPolicy],
  ["policy.networking.k8s.io/BaselineAdminNetworkPolicy", compileBaselineAdminNetworkPolicy],
  ["projectcalico.org/NetworkPolicy", compileCalicoPolicy],
  ["projectcalico.org/GlobalNetworkPolicy", compileCalicoPolicy],
  ["crd.projectcalico.org/NetworkPolicy", compileCalicoPolicy],
  ["crd.projectcalico.org/GlobalNetworkPolicy", compileCalicoPolicy],
  ["cilium.io/CiliumNetworkPolicy", compileCiliumPolicy],
  ["cilium.io/CiliumClusterwideNetworkPolicy", compileCiliumPolicy],
  ...[...FOREIGN_KINDS].map(([name, kind]): [string, CompilePolicy] => [
    name,
    (object, reference, id) => compileForeignPolicy(object, reference, id, kind),
  ]),
]);

/** The kinds of objects that are network policies, as `cilium.io/CiliumNetworkPolicy`. */
export const POLICY_OBJECT_KINDS: readonly string[] = [...COMPILERS.keys()];

/** Every network policy of a snapshot. Where several objects have the same name, the last one counts, as it is applied last. */
export function compileNetworkPolicies(snapshot: Snapshot): Compilation {
  const compilations = new Map<string, Compilation>();
  for (const { object, reference } of snapshot.objects) {
    const compiled = compileObject(object, reference, snapshot);
    if (compiled) compilations.set(compiled.id, compiled.compilation);
  }
  const all = [...compilations.values()];
  return {
    policies: all.flatMap(({ policies }) => policies),
    problems: all.flatMap(({ problems }) => problems),
  };
}

/** The policies that an object is, in the light of what it may refer to, with the id that theirs begin with; undefined for other kinds. */
function compileObject(
  object: KubernetesObject,
  reference: ObjectReference,
  snapshot: Snapshot,
): { readonly id: string; readonly compilation: Compilation } | undefined {
  const kind = `${groupOf(object)}/${reference.kind}`;
  const compile = COMPILERS.get(kind);
  if (!compile) return undefined;
  const id = `${kind}/${reference.namespace ?? ""}/${reference.name}`;
  return { id, compilation: compile(object, reference, id, snapshot) };
}

import { groupOf, type KubernetesObject, type ObjectReference } from "../../kubernetes/object.ts";
import { rememberingEach } from "../../snapshot/remembering.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { CniProfile } from "../cni.ts";
import type { Compilation } from "../policy.ts";
import {
  compileAdminNetworkPolicy,
  compileBaselineAdminNetworkPolicy,
} from "./admin-network-policy.ts";
import { compileCalicoPolicy } from "./calico-policy.ts";
import { isStaged, stagedProblemsOf } from "./calico-staged.ts";
import { compileCiliumPolicy } from "./cilium-policy.ts";
import { compileClusterNetworkPolicy } from "./cluster-network-policy.ts";
import { compileForeignPolicy, FOREIGN_KINDS } from "./foreign-policies.ts";
import { compileNetworkPolicy } from "./network-policy.ts";

/** Makes policies of one object of a kind; their ids begin with `id`. */
type CompilePolicy = (
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  around: { readonly snapshot: Snapshot; readonly profile: CniProfile },
) => Compilation;

type CompileOfSnapshot = (
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  snapshot: Snapshot,
) => Compilation;

function ofSnapshot(compile: CompileOfSnapshot): CompilePolicy {
  return (object, reference, id, { snapshot }) => compile(object, reference, id, snapshot);
}

// Without effect as they are, and validated all the same.
const compileStaged = ofSnapshot((...staged) => ({
  policies: [],
  problems: stagedProblemsOf(...staged),
}));

/** By API group and kind, whatever the version. */
const COMPILERS: ReadonlyMap<string, CompilePolicy> = new Map<string, CompilePolicy>([
  ["networking.k8s.io/NetworkPolicy", compileNetworkPolicy],
  ["policy.networking.k8s.io/ClusterNetworkPolicy", compileClusterNetworkPolicy],
  ["policy.networking.k8s.io/AdminNetworkPolicy", compileAdminNetworkPolicy],
  ["policy.networking.k8s.io/BaselineAdminNetworkPolicy", compileBaselineAdminNetworkPolicy],
  ["projectcalico.org/NetworkPolicy", ofSnapshot(compileCalicoPolicy)],
  ["projectcalico.org/GlobalNetworkPolicy", ofSnapshot(compileCalicoPolicy)],
  ["crd.projectcalico.org/NetworkPolicy", ofSnapshot(compileCalicoPolicy)],
  ["crd.projectcalico.org/GlobalNetworkPolicy", ofSnapshot(compileCalicoPolicy)],
  ["cilium.io/CiliumNetworkPolicy", ofSnapshot(compileCiliumPolicy)],
  ["cilium.io/CiliumClusterwideNetworkPolicy", ofSnapshot(compileCiliumPolicy)],
  ...[...FOREIGN_KINDS].map(([name, kind]): [string, CompilePolicy] => [
    name,
    (object, reference, id) => compileForeignPolicy(object, reference, id, kind),
  ]),
]);

/** The kinds of objects that are network policies, as `cilium.io/CiliumNetworkPolicy`. */
export const POLICY_OBJECT_KINDS: readonly string[] = [...COMPILERS.keys()];

/** Every network policy of a snapshot. Where several objects have the same name, the last one counts, as it is applied last. */
export function compileNetworkPolicies(snapshot: Snapshot, profile: CniProfile): Compilation {
  const compilations = new Map<string, Compilation>();
  for (const { object, reference } of snapshot.viewed(policyView)) {
    const compile = compilerOf(object);
    if (!compile) continue;
    const id = `${groupOf(object)}/${reference.kind}/${reference.namespace ?? ""}/${reference.name}`;
    compilations.set(id, compile(object, reference, id, { snapshot, profile }));
  }
  const all = [...compilations.values()];
  return {
    policies: all.flatMap(({ policies }) => policies),
    problems: all.flatMap(({ problems }) => problems),
  };
}

function policyView({ object }: SnapshotObject): KubernetesObject | undefined {
  return compilerOf(object) && object;
}

/** Makes the policies that an object is; undefined for other kinds. Several snapshots ask for each object. */
const compilerOf = rememberingEach((object: KubernetesObject): CompilePolicy | undefined => {
  const group = groupOf(object);
  return (
    COMPILERS.get(`${group}/${object.kind}`) ??
    (isStaged(group, object) ? compileStaged : undefined)
  );
});

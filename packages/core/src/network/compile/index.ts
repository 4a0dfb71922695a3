import { groupOf, type KubernetesObject, type ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { Compilation } from "../policy.ts";
import { compileNetworkPolicy } from "./network-policy.ts";

/** Makes policies of one object of a kind; `id` is to be the beginning of their ids. */
type CompilePolicy = (
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
) => Compilation;

const COMPILERS: ReadonlyMap<string, CompilePolicy> = new Map([
  ["networking.k8s.io/NetworkPolicy", compileNetworkPolicy],
]);

/** Every network policy of a snapshot. Where several objects have the same name, the last one counts, as it is applied last. */
export function compileNetworkPolicies(snapshot: Snapshot): Compilation {
  const compilations = new Map<string, Compilation>();
  for (const { object, reference } of snapshot.objects) {
    const kind = `${groupOf(object)}/${reference.kind}`;
    const compile = COMPILERS.get(kind);
    if (!compile) continue;
    const id = `${kind}/${reference.namespace ?? ""}/${reference.name}`;
    compilations.set(id, compile(object, reference, id));
  }
  const all = [...compilations.values()];
  return {
    policies: all.flatMap(({ policies }) => policies),
    problems: all.flatMap(({ problems }) => problems),
  };
}

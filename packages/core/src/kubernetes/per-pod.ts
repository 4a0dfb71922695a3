import type { PodSpec } from "./api/types.ts";

/** More pods than are examined together. */
const MOST = 512;

/** Computes something of a pod once for all the checks that ask for it; of the pods that were asked about last. */
export function perPod<Value, Pod extends { readonly spec: PodSpec } = { readonly spec: PodSpec }>(
  build: (pod: Pod) => Value,
): (pod: Pod) => Value {
  const known = new Map<PodSpec, { readonly value: Value }>();
  return (pod) => {
    const found = known.get(pod.spec);
    if (found) return found.value;
    if (known.size >= MOST) known.clear();
    const value = build(pod);
    known.set(pod.spec, { value });
    return value;
  };
}

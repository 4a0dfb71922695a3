import type { PodSpec } from "./api/types.ts";

/**
 * Computes something of a pod once for all the checks that ask for it one after another: only the last pod is kept.
 * With a hundred checks this halves the time of an evaluation.
 */
export function perPod<Value, Pod extends { readonly spec: PodSpec } = { readonly spec: PodSpec }>(
  build: (pod: Pod) => Value,
): (pod: Pod) => Value {
  let last: { readonly spec: PodSpec; readonly value: Value } | undefined;
  return (pod) => {
    const { spec } = pod;
    if (last?.spec !== spec) last = { spec, value: build(pod) };
    return last.value;
  };
}

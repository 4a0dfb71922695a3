import type { PodSpec } from "../kubernetes/api/types.ts";
import { isSet } from "./security-contexts.ts";

/**
 * The pod as the API server stores it, as far as that changes a verdict: a volume without a source becomes an
 * emptyDir (`SetDefaults_Volume`). For manifests; what comes from an API server has its defaults already. A fragment
 * without containers, which no API server would store, stays as it is.
 */
export function withVolumeDefaults<Pod extends { readonly spec: PodSpec }>(pod: Pod): Pod {
  const { volumes } = pod.spec;
  const isFragment = (pod.spec.containers ?? []).length === 0;
  if (isFragment || !volumes?.some(isWithoutSource)) return pod;
  const defaulted = volumes.map((volume) =>
    isWithoutSource(volume) ? { ...volume, emptyDir: {} } : volume,
  );
  return { ...pod, spec: { ...pod.spec, volumes: defaulted } };
}

function isWithoutSource(volume: object): boolean {
  return Object.entries(volume).every(([key, value]) => key === "name" || !isSet(value));
}

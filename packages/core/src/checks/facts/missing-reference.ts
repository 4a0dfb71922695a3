import type { Cluster } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { type PodReference, podReferencesOf, stateOfReference } from "./secrets-and-config-maps.ts";

/** The references of an object's pods to Secrets or ConfigMaps that are surely not there, or surely without the key. */
export function* missingReferences(
  { reference, podTemplates }: SnapshotObject,
  cluster: Cluster,
  kind: PodReference["kind"],
): Generator<Violation> {
  for (const template of podTemplates) {
    for (const each of podReferencesOf(template)) {
      if (each.kind !== kind || each.optional) continue;
      const found = stateOfReference(each, reference.namespace, cluster);
      if (found.state === "found" || found.state === "unknown") continue;
      yield {
        path: locateInObject(template, each.path),
        message: `${each.label} needs ${wantOf(each, found.state === "lacks-keys" ? found.keys : [])}`,
        ...(each.container === undefined ? {} : { container: each.container }),
      };
    }
  }
}

function wantOf({ kind, name }: PodReference, keys: readonly string[]): string {
  return keys.length === 0
    ? `${kind} ${name}, which does not exist`
    : `${keys.length === 1 ? "key" : "keys"} ${keys.join(", ")} of ${kind} ${name}, which is missing`;
}

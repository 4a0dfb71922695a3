import {
  groupOf,
  type KubernetesObject,
  type ObjectReference,
  referenceOf,
} from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import type { Assumptions } from "./assumptions.ts";
import type { Coverage, Diagnostic } from "./coverage.ts";
import { groupedBy } from "./grouped-by.ts";
import type { Location, Origin, SourceText } from "./origin.ts";
import { remembering } from "./remembering.ts";

/** One object of a snapshot with where it came from and the pods that it describes. */
export interface SnapshotObject {
  readonly object: KubernetesObject;
  readonly reference: ObjectReference;
  readonly origin: Origin;
  readonly podTemplates: readonly PodTemplate[];
}

/** What a source hands over; everything in it is final. */
export interface SnapshotInput {
  readonly objects: readonly { readonly object: KubernetesObject; readonly origin: Origin }[];
  readonly coverage: Coverage;
  readonly diagnostics: readonly Diagnostic[];
  readonly assumptions: Assumptions;
  /** The text behind a location, if the source still has it. */
  readonly sourceOf: (location: Location) => SourceText | undefined;
}

/** An immutable picture of a cluster, or of the part of one that the input shows. */
export interface Snapshot extends Omit<SnapshotInput, "objects"> {
  /** In the order of the input, which is deterministic. */
  readonly objects: readonly SnapshotObject[];
  /** Objects of a kind, whatever the version of its API group: `ofKind("apps", "Deployment")`. */
  readonly ofKind: (group: string, kind: string) => readonly SnapshotObject[];
  /** Objects that say they are in a namespace; `undefined` for those that name none. */
  readonly inNamespace: (namespace: string | undefined) => readonly SnapshotObject[];
  /** What `build` makes of this snapshot, made once. */
  readonly once: <Value>(build: (snapshot: Snapshot) => Value) => Value;
}

export function createSnapshot(input: SnapshotInput): Snapshot {
  const objects = input.objects.map(({ object, origin }) => ({
    object,
    origin,
    reference: referenceOf(object),
    podTemplates: podTemplatesOf(object),
  }));
  const byKind = groupedBy(objects, ({ object }) => `${groupOf(object)}/${object.kind}`);
  const byNamespace = groupedBy(objects, ({ reference }) => reference.namespace);
  const snapshot: Snapshot = {
    ...input,
    objects,
    ofKind: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
    inNamespace: (namespace) => byNamespace.get(namespace) ?? [],
    once: remembering(() => snapshot),
  };
  return snapshot;
}

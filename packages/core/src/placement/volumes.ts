import type { FieldPath } from "../kubernetes/field-path.ts";
import { textAt, valueAt } from "../kubernetes/json-fields.ts";
import {
  isFromCluster,
  namespaceOf,
  type ObjectReference,
  stringMapOf,
} from "../kubernetes/object.ts";
import { showsAllIn } from "../snapshot/completeness.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";
import { decodeNodeSelector } from "./decode-node-selector.ts";
import type { PlacementNode, PlacementPod } from "./model.ts";
import { matchNodeSelector } from "./node-selector.ts";

/** What a volume of a pod says of a node. */
export interface VolumeFault {
  readonly says: Exclude<VerdictValue, "yes">;
  readonly object: ObjectReference;
  readonly path: FieldPath;
  readonly message: string;
}

/** Where the volumes of a pod keep it off a node: the plugins VolumeBinding (volumes that are bound) and VolumeZone. */
export function volumeFaults(
  pod: PlacementPod,
  node: PlacementNode,
  snapshot: Snapshot,
): readonly VolumeFault[] {
  return (pod.spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }, index) => {
    const claimName = persistentVolumeClaim?.claimName ?? (ephemeral ? `${pod.name}-${name}` : "");
    // The claim of an ephemeral volume comes with its pod.
    if (claimName === "" || (ephemeral && !pod.isAdmitted)) return [];
    const claim = snapshot.once(claimsByName).get(`${pod.namespace}/${claimName}`);
    const place = { object: pod.reference, path: pod.locate(["spec", "volumes", index]) };
    if (claim) return claimFaults(claim, node, snapshot);
    return showsAllIn(snapshot, pod.namespace)
      ? [{ ...place, says: "no", message: `there is no PersistentVolumeClaim ${claimName}` }]
      : [
          {
            ...place,
            says: "unknown",
            message: `the input does not show PersistentVolumeClaim ${claimName}, whose volume may be on some nodes only`,
          },
        ];
  });
}

function claimsByName({ ofKind }: Snapshot): ReadonlyMap<string, SnapshotObject> {
  return firstByName(ofKind("", "PersistentVolumeClaim"), (entry) => nameInNamespace(entry));
}

function volumesByName({ ofKind }: Snapshot): ReadonlyMap<string, SnapshotObject> {
  return firstByName(ofKind("", "PersistentVolume"), ({ reference }) => reference.name);
}

function nameInNamespace({ reference }: SnapshotObject): string {
  return `${namespaceOf(reference)}/${reference.name}`;
}

function firstByName(
  entries: readonly SnapshotObject[],
  nameOf: (entry: SnapshotObject) => string,
): ReadonlyMap<string, SnapshotObject> {
  return new Map(entries.toReversed().map((entry) => [nameOf(entry), entry]));
}

function claimFaults(
  claim: SnapshotObject,
  node: PlacementNode,
  snapshot: Snapshot,
): readonly VolumeFault[] {
  const volumeName = textAt(claim.object, "spec", "volumeName");
  const path = ["spec", "volumeName"];
  const place = { object: claim.reference, path };
  if (volumeName === "") return unbound(claim, snapshot);
  const volume = snapshot.once(volumesByName).get(volumeName);
  if (volume) return affinityFaults(volume, node);
  const message = `the input does not show PersistentVolume ${volumeName}, which may be on some nodes only`;
  return [{ ...place, says: "unknown", message }];
}

// A claim in a file is bound once it is applied; in a cluster, one that waits for no pod has to be bound first.
function unbound(
  { object, reference }: SnapshotObject,
  snapshot: Snapshot,
): readonly VolumeFault[] {
  if (!isFromCluster(object)) return [];
  const className = textAt(object, "spec", "storageClassName");
  const storageClass = snapshot
    .ofKind("storage.k8s.io", "StorageClass")
    .find((each) => each.reference.name === className);
  if (!storageClass || textAt(storageClass.object, "volumeBindingMode") === "WaitForFirstConsumer")
    return [];
  const message = "is not bound to a volume yet";
  return [{ says: "no", object: reference, path: ["spec", "volumeName"], message }];
}

const TOPOLOGY_LABELS = [
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
];

// Reading it takes longer than asking it of every node.
const nodeSelectorOf = rememberingEach((volume: SnapshotObject["object"]) =>
  decodeNodeSelector(valueAt(volume, "spec", "nodeAffinity", "required") ?? null),
);

function affinityFaults(
  { object, reference }: SnapshotObject,
  node: PlacementNode,
): readonly VolumeFault[] {
  const path = ["spec", "nodeAffinity", "required"];
  const required = valueAt(object, ...path);
  // `CheckNodeAffinity` knows the node's labels only, so that fields count for nothing.
  const isElsewhere =
    required !== undefined &&
    !matchNodeSelector(nodeSelectorOf(object), { name: "", labels: node.labels }).matches;
  const faults: VolumeFault[] = isElsewhere
    ? [
        {
          says: "no",
          object: reference,
          path,
          message: "the volume is not reachable from the node",
        },
      ]
    : [];
  return [...faults, ...zoneFaults(object, reference, node)];
}

function zoneFaults(
  object: SnapshotObject["object"],
  reference: ObjectReference,
  { labels }: PlacementNode,
): readonly VolumeFault[] {
  // Nodes without any such label are of a cluster with one zone.
  if (!TOPOLOGY_LABELS.some((key) => Object.hasOwn(labels, key))) return [];
  const own = stringMapOf(object, "labels");
  return TOPOLOGY_LABELS.flatMap((key): readonly VolumeFault[] => {
    const value = Object.hasOwn(own, key) ? own[key] : undefined;
    const zones = value?.split("__").map((each) => each.trim()) ?? [];
    if (zones.length === 0 || zones.includes("")) return [];
    const at = labels[key] ?? labels[key.replace("failure-domain.beta", "topology")];
    if (at !== undefined && zones.includes(at)) return [];
    return [
      {
        says: "no",
        object: reference,
        path: ["metadata", "labels", key],
        message: `the volume is in ${value}, the node is not`,
      },
    ];
  });
}

import { isJsonObject, type JsonObject } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { CloudResource, ResourceType, Shape } from "./resource.ts";

/*
 * Objects of Kubernetes that describe clusters of a cloud: Cluster API's (kubernetes-sigs/cluster-api-provider-aws, -azure, -gcp) and
 * eksctl's configuration (eksctl-io/eksctl pkg/apis/eksctl.io/v1alpha5).
 */

interface ManifestKind {
  readonly group: string;
  readonly kind: string;
  readonly type: ResourceType;
  readonly shape: Shape;
}

const KINDS: readonly ManifestKind[] = [
  ...ofClusterApi("controlplane.cluster.x-k8s.io", "AWSManagedControlPlane", "eks-cluster"),
  ...ofClusterApi("infrastructure.cluster.x-k8s.io", "AWSManagedMachinePool", "eks-node-group"),
  ...ofClusterApi("infrastructure.cluster.x-k8s.io", "AzureManagedControlPlane", "aks-cluster"),
  ...ofClusterApi("infrastructure.cluster.x-k8s.io", "AzureManagedMachinePool", "aks-node-pool"),
  ...ofClusterApi("infrastructure.cluster.x-k8s.io", "GCPManagedControlPlane", "gke-cluster"),
  ...ofClusterApi("infrastructure.cluster.x-k8s.io", "GCPManagedMachinePool", "gke-node-pool"),
  { group: "eksctl.io", kind: "ClusterConfig", type: "eks-cluster", shape: "eksctl" },
  // What the scanner of Kubescape sees on a node.
  {
    group: "hostdata.kubescape.cloud",
    kind: "CNIInfo",
    type: "network-plug-ins",
    shape: "api",
  },
];

function ofClusterApi(group: string, kind: string, type: ResourceType): readonly ManifestKind[] {
  return [{ group, kind, type, shape: "cluster-api" }];
}

/** Whether a snapshot has objects that describe clusters of a cloud. */
export function describesClusters({ ofKind }: Pick<Snapshot, "ofKind">): boolean {
  return KINDS.some(({ group, kind }) => ofKind(group, kind).length > 0);
}

/** What the objects of a snapshot describe. */
export function resourcesOfManifests({
  ofKind,
}: Pick<Snapshot, "ofKind">): readonly CloudResource[] {
  return KINDS.flatMap((known) =>
    ofKind(known.group, known.kind).flatMap((entry) => resourcesOf(entry, known)),
  );
}

function resourcesOf(
  entry: SnapshotObject,
  { type, shape }: ManifestKind,
): readonly CloudResource[] {
  const { object } = entry;
  const at: FactPlace = { document: { ...entry, value: object }, path: [], name: "" };
  if (shape === "eksctl") return eksctlResources(object, at);
  if (type === "network-plug-ins") return [{ type, shape, at, value: object }];
  const name = textAt(object, "metadata", "name");
  return [{ type, at: placeBelow(at, ["spec"]), value: objectAt(object, "spec"), name, shape }];
}

function eksctlResources(object: JsonObject, at: FactPlace): readonly CloudResource[] {
  const cluster: CloudResource = { type: "eks-cluster", at, value: object, shape: "eksctl" };
  const pools = ["managedNodeGroups", "nodeGroups"].flatMap((key) =>
    listAt(object, key).flatMap((pool, index): readonly CloudResource[] =>
      isJsonObject(pool)
        ? [
            {
              ...{ type: "eks-node-group", value: pool, parent: cluster, shape: "eksctl" as const },
              at: placeBelow(at, [key, index]),
            },
          ]
        : [],
    ),
  );
  return [cluster, ...pools];
}

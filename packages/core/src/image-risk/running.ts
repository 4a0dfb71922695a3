import type { Cluster } from "../cluster/cluster.ts";
import { type OwnerOf, ownersIn } from "../cluster/owners.ts";
import { containersOf, type PlacedContainer } from "../kubernetes/containers.ts";
import { entityText } from "../kubernetes/entities.ts";
import { parseImageReference } from "../kubernetes/image-reference.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { NetworkEndpoint } from "../network/endpoint.ts";
import { keyOfWorkload, nameOfWorkload } from "../network/endpoint.ts";
import type { SnapshotObject } from "../snapshot/snapshot-object.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { ImagePlace } from "./model.ts";

/** A container of a workload that runs an image, before anything is said of it. */
export interface ContainerPlace {
  readonly reference: string;
  /** What runs; "" where nothing says. */
  readonly digest: string;
  readonly workload: string;
  /** `shop/web[Deployment]`, as the network engine names it. */
  readonly endName: string;
  readonly namespace: string;
  readonly container: PlacedContainer;
  readonly role: ImagePlace["role"];
  /** Ports of the other containers of its pod. */
  readonly othersPorts: ReadonlySet<number>;
  readonly owner: string;
  readonly evidence: Evidence;
  /** The Pod, or what describes it. */
  readonly object: SnapshotObject;
}

/**
 * Every container of every list that runs or will, once a workload and digest: of the Pods that a cluster shows and of what
 * describes pods where it shows none. `ownerLabel`: whose value is whom to ask; without one, the first label called team or owner.
 */
export function containerPlaces(cluster: Cluster, ownerLabel?: string): readonly ContainerPlace[] {
  const places = new Map<string, ContainerPlace>();
  const owners = ownersIn(cluster.snapshot, ownerLabel);
  const { endpoints } = cluster.network;
  const shown = new Set(
    endpoints.flatMap(({ kind, workload }) => (kind === "pod" ? keyOfWorkload(workload) : [])),
  );
  for (const endpoint of endpoints) {
    // What runs as Pods is told by these.
    const isTold = endpoint.kind === "template" && !shown.has(keyOfWorkload(endpoint.workload));
    if (endpoint.kind !== "pod" && !isTold) continue;
    const object = cluster.snapshot.find(endpoint.object);
    if (!object || isOver(object)) continue;
    for (const place of placesOf(endpoint, object, owners)) {
      const { name } = place.container.container;
      const key = `${keyOfWorkload(endpoint.workload)}\n${place.role}\n${name}\n${place.reference}\n${place.digest}`;
      if (!places.has(key)) places.set(key, place);
    }
  }
  return [...places.values()];
}

/** An image that runs, and who runs it. */
export interface RunningReference {
  /** With its digest, where the reference or a Pod's status says it. */
  readonly reference: string;
  /** `deployment/shop/web`, sorted. */
  readonly workloads: readonly string[];
}

/** Every image that runs, sorted. */
export function runningReferences(cluster: Cluster): readonly RunningReference[] {
  const users = new Map<string, Set<string>>();
  for (const { reference, digest, workload } of containerPlaces(cluster)) {
    const [named = reference] = reference.split("@");
    const exact = digest === "" ? reference : `${named}@${digest}`;
    users.set(exact, (users.get(exact) ?? new Set()).add(workload));
  }
  return Array.from(users, ([reference, workloads]) => ({
    ...{ reference, workloads: [...workloads].sort() },
  })).sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

/** A Pod that has come to its end runs nothing. */
function isOver({ object }: SnapshotObject): boolean {
  return (
    object.kind === "Pod" && ["Succeeded", "Failed"].includes(textAt(object, "status", "phase"))
  );
}

function* placesOf(
  endpoint: NetworkEndpoint,
  object: SnapshotObject,
  ownerOf: OwnerOf,
): Generator<ContainerPlace> {
  const { namespace, name, kind } = endpoint.workload;
  const common = {
    ...{ object, namespace, endName: nameOfWorkload(endpoint.workload) },
    workload: entityText({ is: "workload", kind, namespace, name }),
    owner: ownerOf(object, namespace),
  };
  for (const template of object.podTemplates) {
    const all = [...containersOf(template.spec)];
    for (const placed of all) {
      const reference = placed.container.image ?? "";
      if (reference === "") continue;
      const path = locateInObject(template, ["spec", ...placed.fieldPath, "image"]);
      yield {
        ...common,
        reference,
        digest: digestOf(reference, placed, object),
        container: placed,
        role: roleOf(placed),
        othersPorts: portsOf(all.filter((each) => each !== placed)),
        evidence: { object: object.reference, path, message: `runs ${reference}` },
      };
    }
  }
}

function roleOf({ list, sidecar }: PlacedContainer): ImagePlace["role"] {
  if (sidecar) return "sidecar";
  if (list === "initContainers") return "init";
  return list === "ephemeralContainers" ? "ephemeral" : "container";
}

function portsOf(containers: readonly PlacedContainer[]): ReadonlySet<number> {
  return new Set(
    containers
      .filter(({ list, sidecar }) => list !== "initContainers" || sidecar)
      .flatMap(({ container }) =>
        (container.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []),
      ),
  );
}

const STATUSES = {
  initContainers: "initContainerStatuses",
  containers: "containerStatuses",
  ephemeralContainers: "ephemeralContainerStatuses",
} as const;

/** As the reference pins it, else as the kubelet says: `docker.io/library/nginx@sha256:…`; an id without a repository is no digest of a manifest. */
function digestOf(
  reference: string,
  { list, container }: PlacedContainer,
  { object }: SnapshotObject,
): string {
  const pinned = parseImageReference(reference).digest;
  if (pinned !== undefined) return pinned;
  if (object.kind !== "Pod") return "";
  const status = listAt(object, "status", STATUSES[list]).find(
    (each) => textAt(each, "name") === container.name,
  );
  return parseImageReference(textAt(status, "imageID")).digest ?? "";
}

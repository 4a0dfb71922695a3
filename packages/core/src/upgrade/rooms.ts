import type { TopologySpreadConstraint } from "../kubernetes/api/types.ts";
import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { Placement } from "../placement/engine.ts";
import { collide, hostPortsOf as readHostPorts } from "../placement/host-ports.ts";
import type { PlacementNode, PlacementPod } from "../placement/model.ts";
import { companyOn, type PlacedOn, required } from "../placement/pod-company.ts";
import { allocatableOf, requestsOf as readRequests } from "../placement/resources.ts";
import { spreadFault } from "../placement/topology-spread.ts";
import { volumeFaults } from "../placement/volumes.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { RunningPod } from "./pods.ts";

const requestsOf = rememberingEach(readRequests);
const hostPortsOf = rememberingEach(readHostPorts);

/** A pod that has gone to another node. */
export interface Moved {
  readonly pod: RunningPod;
  readonly to: PlacementNode;
}

/** Where pods of a node would go. */
export interface Rooms {
  /** The nodes that have a place for one of its pods with some moved already, the first `most` of them. */
  readonly placesFor: (
    pod: RunningPod,
    moved: readonly Moved[],
    most: number,
  ) => readonly PlacementNode[];
  /** Whether only room decides where it may go, so that others spoil no more than the node that they take. */
  readonly asksOnlyRoom: (pod: RunningPod) => boolean;
  /** The nodes that a pod might run on whatever runs there. */
  readonly candidates: (pod: RunningPod) => readonly PlacementNode[];
}

/** Reads once what nodes have left. */
export function createRooms(
  snapshot: Snapshot,
  placement: Placement,
  pods: readonly RunningPod[],
): Rooms {
  const onNode = groupedBy(
    pods.filter((pod) => !pod.isTerminated),
    ({ node }) => node,
  );
  const left = new Map(
    placement.nodes.map((node) => [node.name, roomOf(node, onNode.get(node.name) ?? [])]),
  );
  const ready = new Set(
    snapshot
      .ofKind("", "Node")
      .filter(({ object }) => isReady(object))
      .map(({ reference }) => reference.name),
  );
  const open = placement.nodes.filter(
    ({ name, unschedulable }) => !unschedulable && ready.has(name),
  );
  const pinned = createPins(snapshot);
  const company = createCompany(snapshot, placement, pods);
  const lists = new Map<string, readonly PlacementNode[]>();
  const replacements = rememberingEach((pod: RunningPod) => replacementOf(pod.placement));

  function candidates(pod: RunningPod): readonly PlacementNode[] {
    const pin = pinned(pod);
    const key = `${pin}\u0000${staticKeyOf(pod)}`;
    const known = lists.get(key);
    if (known) return known;
    const replacement = replacements(pod);
    const found = open.filter(
      (node) =>
        placement.canRun(replacement, node, "ever").verdict !== "no" &&
        (pin === "" ||
          volumeFaults(replacement, node, snapshot).every(({ says }) => says !== "no")),
    );
    lists.set(key, found);
    return found;
  }

  function fits(pod: RunningPod, node: PlacementNode, moved: readonly Moved[]): boolean {
    const arrived = moved.filter(({ to }) => to === node).map((each) => each.pod);
    return (
      hasRoom(left.get(node.name), pod, arrived) &&
      hasPorts(pod, [...(onNode.get(node.name) ?? []), ...arrived]) &&
      company.welcomes(pod, replacements(pod), node, moved)
    );
  }

  return {
    candidates,
    asksOnlyRoom: (pod) => !company.isPicky(pod) && hostPortsOf(pod.placement.spec).length === 0,
    placesFor: (pod, moved, most) => {
      const found: PlacementNode[] = [];
      const all = candidates(pod);
      // Not always the first of all: in a large cluster these are full of everybody's pods.
      const begin = all.length === 0 ? 0 : hashOf(pod.name) % all.length;
      for (let step = 0; step < all.length && found.length < most; step += 1) {
        const node = all[(begin + step) % all.length];
        if (node && node.name !== pod.node && fits(pod, node, moved)) found.push(node);
      }
      return found;
    },
  };
}

function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (hash * 31 + text.charCodeAt(index)) % 1_000_003;
  return hash;
}

function isReady(object: Snapshot["objects"][number]["object"]): boolean {
  const ready = listAt(object, "status", "conditions").find(
    (condition) => textAt(condition, "type") === "Ready",
  );
  return ready === undefined || textAt(ready, "status") === "True";
}

interface Room {
  readonly allocatable: PlacementNode["allocatable"];
  readonly used: ReadonlyMap<string, bigint>;
  readonly count: number;
  /** Amounts of `allocatable` that were read. */
  readonly totals: Map<string, bigint>;
}

function roomOf({ allocatable }: PlacementNode, pods: readonly RunningPod[]): Room {
  const used = new Map<string, bigint>();
  for (const { placement } of pods) addTo(used, placement);
  return { allocatable, used, count: pods.length, totals: new Map() };
}

function addTo(used: Map<string, bigint>, { spec }: PlacementPod): void {
  for (const [name, amount] of requestsOf(spec)) used.set(name, (used.get(name) ?? 0n) + amount);
}

function hasRoom(
  room: Room | undefined,
  { placement }: RunningPod,
  arrived: readonly RunningPod[],
): boolean {
  if (!room?.allocatable) return true;
  const coming = BigInt(room.count + arrived.length + 1);
  if (room.allocatable.has("pods") && coming > totalOf(room, "pods")) return false;
  for (const [name, wanted] of requestsOf(placement.spec)) {
    if (wanted > 0n && wanted > leftOf(room, name, arrived)) return false;
  }
  return true;
}

function leftOf(room: Room, name: string, arrived: readonly RunningPod[]): bigint {
  let left = totalOf(room, name) - (room.used.get(name) ?? 0n);
  for (const pod of arrived) left -= requestsOf(pod.placement.spec).get(name) ?? 0n;
  return left;
}

// Reading a quantity takes longer than all else that is asked of a node.
function totalOf({ allocatable, totals }: Room, name: string): bigint {
  const known = totals.get(name);
  if (known !== undefined) return known;
  const total = allocatableOf(allocatable ?? new Map(), name);
  totals.set(name, total);
  return total;
}

function hasPorts({ placement }: RunningPod, there: readonly RunningPod[]): boolean {
  const wanted = hostPortsOf(placement.spec);
  if (wanted.length === 0) return true;
  return there.every((other) =>
    hostPortsOf(other.placement.spec).every((taken) =>
      wanted.every((port) => !collide(port, taken)),
    ),
  );
}

/** The pod as its controller makes it again: without the node that the old one had. */
function replacementOf(pod: PlacementPod): PlacementPod {
  const { nodeName: _, ...spec } = pod.spec;
  const { status: __, ...object } = pod.object;
  return { ...pod, spec, object };
}

/** Pods with one key may run on the same nodes, whatever runs there. */
function staticKeyOf({ placement, labels }: RunningPod): string {
  const { nodeSelector, affinity, tolerations, os, schedulerName } = placement.spec;
  return JSON.stringify([
    nodeSelector ?? null,
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? null,
    // Tolerations that time out, which every pod has, are kept apart by nothing else.
    tolerations ?? null,
    os ?? null,
    schedulerName ?? null,
    labels["kubernetes.io/os"] ?? null,
  ]);
}

const ZONES = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/** What tells the volumes of pods apart that are on some nodes only; "" where none is. */
function createPins(snapshot: Snapshot): (pod: RunningPod) => string {
  const volumes = new Map(
    snapshot.ofKind("", "PersistentVolume").map((entry) => [entry.reference.name, entry.object]),
  );
  const claims = new Map(
    snapshot
      .ofKind("", "PersistentVolumeClaim")
      .map((entry) => [`${entry.reference.namespace ?? ""}/${entry.reference.name}`, entry.object]),
  );
  const isPinned = (claim: string): boolean => {
    const object = claims.get(claim);
    const volume = object && volumes.get(textAt(object, "spec", "volumeName"));
    if (!volume) return false;
    const labels: Labels = stringMapOf(volume, "labels");
    return (
      valueAt(volume, "spec", "nodeAffinity", "required") !== undefined ||
      Object.keys(labels).some((key) =>
        ZONES.includes(key.replace("failure-domain.beta", "topology")),
      )
    );
  };
  return ({ placement, namespace }) =>
    (placement.spec.volumes ?? [])
      .flatMap(({ persistentVolumeClaim }) =>
        persistentVolumeClaim ? [`${namespace}/${persistentVolumeClaim.claimName}`] : [],
      )
      .filter(isPinned)
      .join(" ");
}

interface Company {
  readonly isPicky: (pod: RunningPod) => boolean;
  readonly welcomes: (
    pod: RunningPod,
    replacement: PlacementPod,
    node: PlacementNode,
    moved: readonly Moved[],
  ) => boolean;
}

/** Whom pods have to be with, and keep away from: the placement engine's rules over the pods that they may mean. */
function createCompany(
  snapshot: Snapshot,
  placement: Placement,
  pods: readonly RunningPod[],
): Company {
  const labels = new Map<string, Labels>(
    snapshot
      .ofKind("", "Namespace")
      .map(({ object, reference }) => [
        reference.name,
        { ...stringMapOf(object, "labels"), "kubernetes.io/metadata.name": reference.name },
      ]),
  );
  const labelsOfNamespace = (namespace: string): Labels => labels.get(namespace) ?? {};
  const placed = pods.flatMap((pod): readonly (PlacedOn & { readonly of: RunningPod })[] => {
    const node = placement.node(pod.node);
    if (!node || pod.isTerminated) return [];
    return [{ of: pod, pod: pod.placement, node, isBeingDeleted: pod.isBeingDeleted }];
  });
  const keeping = placed.filter(
    ({ pod }) => required(pod.spec.affinity?.podAntiAffinity).length > 0,
  );
  const byNamespace = groupedBy(placed, ({ of }) => of.namespace);
  const neighbours = new Map<string, typeof placed>();

  function neighboursOf(pod: RunningPod): typeof placed {
    const known = neighbours.get(pod.series);
    if (known) return known;
    // Terms may mean other namespaces; spreading and nearly all terms mean the own one.
    const { affinity } = pod.placement.spec;
    const terms = [...required(affinity?.podAffinity), ...required(affinity?.podAntiAffinity)];
    const isWide = terms.some(
      ({ namespaces, namespaceSelector }) => namespaces ?? namespaceSelector,
    );
    const own = isWide ? placed : (byNamespace.get(pod.namespace) ?? []);
    const asks = terms.length + strictSpreads(pod).length > 0;
    const others = isWide ? [] : keeping.filter(({ of }) => of.namespace !== pod.namespace);
    const found = asks ? [...own, ...others] : keeping;
    neighbours.set(pod.series, found);
    return found;
  }

  const isPicky = (pod: RunningPod): boolean => {
    const { affinity } = pod.placement.spec;
    return (
      required(affinity?.podAffinity).length + required(affinity?.podAntiAffinity).length > 0 ||
      strictSpreads(pod).length > 0 ||
      keeping.length > 0
    );
  };

  return {
    isPicky,
    welcomes: (pod, replacement, node, moved) => {
      if (!isPicky(pod)) return true;
      const gone = new Set<RunningPod>([pod, ...moved.map((each) => each.pod)]);
      const there: readonly PlacedOn[] = [
        ...neighboursOf(pod).filter(({ of }) => !gone.has(of)),
        ...moved.map(({ pod: other, to }) => ({
          pod: other.placement,
          node: to,
          isBeingDeleted: false,
        })),
      ];
      const { lacking, avoided, avoiding } = companyOn(replacement, node, {
        placed: there,
        isItself: () => false,
        labelsOfNamespace,
      });
      if (lacking !== undefined || avoided || avoiding) return false;
      if (strictSpreads(pod).length === 0) return true;
      const world = { nodes: placement.nodes, placed: there, comparing: true };
      return spreadFault(replacement, node, world) === undefined;
    },
  };
}

function strictSpreads({ placement }: RunningPod): readonly TopologySpreadConstraint[] {
  return (placement.spec.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === "DoNotSchedule",
  );
}

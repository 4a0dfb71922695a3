import type { PodSpec } from "../kubernetes/api/types.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import type { Placement } from "../placement/engine.ts";
import { collide, hostPortsOf as readHostPorts } from "../placement/host-ports.ts";
import type { PlacementNode } from "../placement/model.ts";
import { type Amounts, allocatableOf, requestsOf as readRequests } from "../placement/resources.ts";
import { volumeFaults } from "../placement/volumes.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { createCompany, type Moved } from "./company.ts";
import { createPins } from "./pins.ts";
import { type RunningPod, replacementOf } from "./pods.ts";

const NOBODY: readonly RunningPod[] = [];

const hostPortsOf = rememberingEach(readHostPorts);

/** Where pods of a node would go. */
export interface Rooms {
  /** The nodes that have a place for one of its pods with some moved already, the first `most` of them. */
  readonly placesFor: (
    pod: RunningPod,
    moved: readonly Moved[],
    most: number,
  ) => readonly PlacementNode[];
  /** Whether these others, wherever they go, spoil no more for a pod than the nodes that they take. */
  readonly asksOnlyRoom: (pod: RunningPod, others: readonly RunningPod[]) => boolean;
  /** How many nodes besides its own a pod might run on whatever runs there. */
  readonly candidates: (pod: RunningPod) => number;
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
  const requestsOf = createRequests();
  const left = new Map(
    placement.nodes.map((node) => [
      node.name,
      roomOf(node, onNode.get(node.name) ?? [], requestsOf),
    ]),
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
  const lists = new Map<string, Candidates>();
  const roomy = new Map<string, Uint32Array>();
  const keys = new Map<RunningPod, Keys>();

  function keysOf(pod: RunningPod): Keys {
    const known = keys.get(pod);
    if (known) return known;
    const places = `${pinned(pod)}\u0000${staticKeyOf(pod)}`;
    const made = { places, room: `${places}\u0000${requestsOf(pod).key}` };
    keys.set(pod, made);
    return made;
  }

  function candidatesOf(pod: RunningPod): Candidates {
    const key = keysOf(pod).places;
    const known = lists.get(key);
    if (known) return known;
    // The replacement of one pod may be asked for all of one key.
    const replacement = replacementOf(pod.placement);
    const isPinned = pinned(pod) !== "";
    const nodes = open.filter(
      (node) =>
        placement.mayRun(replacement, node, "ever") &&
        (!isPinned || volumeFaults(replacement, node, snapshot).every(({ says }) => says !== "no")),
    );
    const found = { nodes, names: new Set(nodes.map(({ name }) => name)) };
    lists.set(key, found);
    return found;
  }

  /** Where among its candidates there is room for what a pod asks for, as things are: in a full cluster it is asked of every node. */
  function roomFor(pod: RunningPod, { nodes }: Candidates): Uint32Array {
    const key = keysOf(pod).room;
    const known = roomy.get(key);
    if (known) return known;
    const found = Uint32Array.from(
      nodes.flatMap((node, index) => (hasRoom(left.get(node.name), pod, NOBODY) ? [index] : [])),
    );
    roomy.set(key, found);
    return found;
  }

  /** Whether one of the nodes that have room for a pod takes it, with some moved already. */
  function fitting(pod: RunningPod, moved: readonly Moved[]): (node: PlacementNode) => boolean {
    const welcomes = company.welcome(pod, moved);
    return (node) => {
      const arrived =
        moved.length === 0 ? NOBODY : moved.flatMap(({ pod, to }) => (to === node ? [pod] : []));
      return (
        (arrived.length === 0 || hasRoom(left.get(node.name), pod, arrived)) &&
        hasPorts(pod, onNode.get(node.name) ?? [], arrived) &&
        welcomes(node)
      );
    };
  }

  return {
    candidates: (pod) => {
      const { nodes, names } = candidatesOf(pod);
      return nodes.length - (names.has(pod.node) ? 1 : 0);
    },
    asksOnlyRoom: company.isApart,
    placesFor: (pod, moved, most) => {
      const found: PlacementNode[] = [];
      const candidates = candidatesOf(pod);
      const places = roomFor(pod, candidates);
      const fits = fitting(pod, moved);
      // Not always the first of all: in a large cluster these are full of everybody's pods.
      const begin = places.length === 0 ? 0 : hashOf(pod.name) % places.length;
      for (let step = 0; step < places.length && found.length < most; step += 1) {
        const node = candidates.nodes[places[(begin + step) % places.length] ?? -1];
        if (node && node.name !== pod.node && fits(node)) found.push(node);
      }
      return found;
    },
  };
}

interface Candidates {
  readonly nodes: readonly PlacementNode[];
  readonly names: ReadonlySet<string>;
}

interface Keys {
  /** Pods with one may run on the same nodes. */
  readonly places: string;
  /** Pods with one ask these for the same. */
  readonly room: string;
}

/** What pods ask for; those that write the same ask for the same. */
type RequestsOf = (pod: RunningPod) => { readonly amounts: Amounts; readonly key: string };

function createRequests(): RequestsOf {
  const byText = new Map<string, ReturnType<RequestsOf>>();
  const ofPod = new Map<RunningPod, ReturnType<RequestsOf>>();
  return (pod) => {
    const known = ofPod.get(pod);
    if (known) return known;
    const text = requestsText(pod.placement.spec);
    const found = byText.get(text) ?? readAmounts(pod.placement.spec);
    byText.set(text, found);
    ofPod.set(pod, found);
    return found;
  };
}

/** All that is read of a pod where its requests are read. */
function requestsText({ containers, initContainers, resources, overhead }: PodSpec): string {
  return JSON.stringify([
    (containers ?? []).map((container) => container.resources ?? null),
    (initContainers ?? []).map((each) => [each.restartPolicy ?? null, each.resources ?? null]),
    ...[resources ?? null, overhead ?? null],
  ]);
}

function readAmounts(spec: PodSpec): ReturnType<RequestsOf> {
  const amounts = readRequests(spec);
  return { amounts, key: Array.from(amounts, ([name, amount]) => `${name}=${amount}`).join() };
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
  readonly requestsOf: RequestsOf;
  readonly allocatable: PlacementNode["allocatable"];
  readonly used: ReadonlyMap<string, bigint>;
  readonly count: number;
  /** Amounts of `allocatable` that were read. */
  readonly totals: Map<string, bigint>;
}

function roomOf(
  { allocatable }: PlacementNode,
  pods: readonly RunningPod[],
  requestsOf: RequestsOf,
): Room {
  const used = new Map<string, bigint>();
  for (const pod of pods)
    for (const [name, amount] of requestsOf(pod).amounts)
      used.set(name, (used.get(name) ?? 0n) + amount);
  return { requestsOf, allocatable, used, count: pods.length, totals: new Map() };
}

function hasRoom(room: Room | undefined, pod: RunningPod, arrived: readonly RunningPod[]): boolean {
  if (!room?.allocatable) return true;
  const coming = BigInt(room.count + arrived.length + 1);
  if (room.allocatable.has("pods") && coming > totalOf(room, "pods")) return false;
  for (const [name, wanted] of room.requestsOf(pod).amounts) {
    if (wanted > 0n && wanted > leftOf(room, name, arrived)) return false;
  }
  return true;
}

function leftOf(room: Room, name: string, arrived: readonly RunningPod[]): bigint {
  let left = totalOf(room, name) - (room.used.get(name) ?? 0n);
  for (const pod of arrived) left -= room.requestsOf(pod).amounts.get(name) ?? 0n;
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

function hasPorts(
  { placement }: RunningPod,
  there: readonly RunningPod[],
  arrived: readonly RunningPod[],
): boolean {
  const wanted = hostPortsOf(placement.spec);
  if (wanted.length === 0) return true;
  return [...there, ...arrived].every((other) =>
    hostPortsOf(other.placement.spec).every((taken) =>
      wanted.every((port) => !collide(port, taken)),
    ),
  );
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

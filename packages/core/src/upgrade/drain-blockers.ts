import type { ObjectReference } from "../kubernetes/object.ts";
import { identityOf } from "../snapshot/ownership.ts";
import type { Budget } from "./budgets.ts";
import type { Drain, DrainFault } from "./drain.ts";
import type { Blocker, Unknown } from "./model.ts";
import type { RunningPod } from "./pods.ts";

/** What drains do not get past, each once with all nodes that it holds up. */
export interface DrainBlockers {
  readonly blockers: readonly Blocker[];
  readonly unknown: readonly Unknown[];
  /** The pods and budgets of each, for what is written against it. */
  readonly of: ReadonlyMap<
    Blocker,
    { readonly pods: readonly RunningPod[]; readonly budgets: readonly Budget[] }
  >;
}

/** Sums up what drains of many nodes say. */
export function drainBlockers(drains: readonly Drain[]): DrainBlockers {
  const sure = new Map<string, Found>();
  const perhaps = new Map<string, Found>();
  for (const { node, faults, homeless } of drains) {
    for (const fault of faults)
      add(fault.verdict === "no" ? sure : perhaps, faultKey(fault), node, fault);
    for (const { pod, verdict, candidates } of homeless) {
      if (candidates === 0) continue;
      add(
        verdict === "no" ? sure : perhaps,
        `capacity/${pod.series}`,
        node,
        capacityFault(pod, candidates),
      );
    }
  }
  const made = [...sure.values()].map((found) => [blockerOf(found), found] as const);
  return {
    blockers: made.map(([blocker]) => blocker),
    unknown: [...perhaps]
      .filter(([key]) => !sure.has(key))
      .map(([, { kind, object, message, nodes }]) => ({
        kind,
        object,
        reason: `${message} (at the drain of ${namesOf([...nodes])})`,
      })),
    of: new Map(
      made.map(([blocker, { pods, budgets }]) => [blocker, { pods: [...pods], budgets }] as const),
    ),
  };
}

type Kind = DrainFault["kind"] | "capacity";

interface Fault {
  readonly kind: Kind;
  readonly object: ObjectReference;
  readonly message: string;
  readonly proof: DrainFault["proof"];
  readonly budgets: readonly Budget[];
  readonly pods: readonly RunningPod[];
}

interface Found extends Omit<Fault, "pods"> {
  readonly nodes: Set<string>;
  readonly pods: Set<RunningPod>;
}

function add(into: Map<string, Found>, key: string, node: string, fault: DrainFault | Fault): void {
  const found = into.get(key) ?? {
    ...("object" in fault ? fault : ofDrain(fault)),
    nodes: new Set<string>(),
    pods: new Set<RunningPod>(),
  };
  found.nodes.add(node);
  for (const pod of fault.pods) found.pods.add(pod);
  into.set(key, found);
}

function ofDrain({ kind, proof, budgets, pods }: DrainFault): Fault {
  const object = budgets[0]?.entry.reference ?? pods[0]?.entry.reference ?? NOBODY;
  return { kind, object, message: proof[0]?.message ?? "", proof, budgets, pods };
}

const NOBODY: ObjectReference = { apiVersion: "v1", kind: "Pod", name: "" };

function faultKey({ kind, budgets, pods }: DrainFault): string {
  const those =
    budgets.length > 0 ? budgets.map(({ entry }) => entry) : pods.map(({ entry }) => entry);
  return `${kind} ${those.map((entry) => identityOf(entry)).join(" ")}`;
}

function capacityFault(pod: RunningPod, candidates: number): Fault {
  const message = `${candidates === 1 ? "the one node" : `none of the ${candidates} nodes`} that might take pod ${pod.namespace}/${pod.name} ${candidates === 1 ? "has no room" : "has room"} for it`;
  const object = seriesReference(pod);
  return {
    kind: "capacity",
    object,
    message,
    proof: [{ object: pod.entry.reference, path: ["spec", "nodeName"], message }],
    budgets: [],
    pods: [pod],
  };
}

/** What makes the pods of a series, as its pods name it. */
export function seriesReference({ controller, entry }: RunningPod): ObjectReference {
  if (!controller) return entry.reference;
  const { apiVersion, kind, name } = controller;
  const { namespace } = entry.reference;
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}

function blockerOf({ kind, object, message, nodes, proof, budgets }: Found): Blocker {
  const names = [...nodes];
  return {
    kind,
    object,
    caller: undefined,
    nodes: names,
    reason: reasonOf(kind, message, budgets),
    proof,
    fix: { message: fixWords(kind, budgets), edits: [], proven: undefined },
  };
}

function reasonOf(kind: Kind, message: string, budgets: readonly Budget[]): string {
  if (kind !== "disruption-budgets-overlap") return message;
  const names = budgets.map(({ entry }) => entry.reference.name).join(", ");
  return `${message} (${names})`;
}

function fixWords(kind: Kind, budgets: readonly Budget[]): string {
  switch (kind) {
    case "disruption-budget": {
      return budgets[0]?.state.failure === undefined
        ? "Let one pod more go than now, by more replicas or a lower minAvailable."
        : "Say how many pods have to be there with a number in minAvailable.";
    }
    case "disruption-budgets-overlap": {
      return "Have one budget alone select these pods.";
    }
    case "bare-pod": {
      return "Give it a controller, as a Deployment, or drain with --force and make it again by hand.";
    }
    case "finalizer": {
      return "Have whoever set its finalizers take them away.";
    }
    case "capacity": {
      return "Add a node that may take it, or lower what pods there request.";
    }
  }
}

/** The first of some names, and how many more there are. */
export function namesOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

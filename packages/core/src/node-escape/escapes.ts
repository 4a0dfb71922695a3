import { containersOf } from "../kubernetes/containers.ts";
import { containerEscapesOf, type EscapingPod } from "./container-escapes.ts";
import type { NodeEscape } from "./model.ts";
import { mountEscapesOf } from "./mount-escapes.ts";

/**
 * Every field of a pod by which it gives something of its node to whoever runs commands in it: first what its containers may do,
 * then the namespaces of the node that it shares, then the node's files that it mounts. Not here is what no field of a pod shows (a
 * PersistentVolume of a node's path, what the driver of a volume may do, faults of runtimes and kernels, who may read logs), what
 * leads to another container of the pod only, and host ports, which lead in and not out.
 */
export function escapesOf(pod: EscapingPod): readonly NodeEscape[] {
  const found = known.get(pod) ?? allEscapesOf(pod);
  known.set(pod, found);
  return found;
}

/** Several engines ask about the same pod. */
const known = new WeakMap<EscapingPod, readonly NodeEscape[]>();

function allEscapesOf(pod: EscapingPod): readonly NodeEscape[] {
  return [
    ...[...containersOf(pod.spec)].flatMap((placed) => containerEscapesOf(placed, pod)),
    ...sharedNamespaces(pod),
    ...mountEscapesOf(pod),
  ];
}

type SharedNamespace = Pick<NodeEscape, "kind" | "message" | "gives" | "techniques"> & {
  readonly field: "hostPID" | "hostNetwork" | "hostIPC";
};

const SHARED_NAMESPACES: readonly SharedNamespace[] = [
  {
    // Root of one container reads /proc/PID/{environ,root} of another that has no more capabilities (ptrace(2)).
    kind: "host-pid",
    field: "hostPID",
    message: "sees the processes of its node",
    gives: "pods",
    techniques: ["T1057"],
  },
  {
    kind: "host-network",
    field: "hostNetwork",
    message: "uses the network of its node",
    gives: "network",
    techniques: ["T1046", "T1557"],
  },
  {
    kind: "host-ipc",
    field: "hostIPC",
    message: "shares memory with its node",
    gives: "pods",
    techniques: [],
  },
];

function sharedNamespaces({ spec }: EscapingPod): readonly NodeEscape[] {
  return SHARED_NAMESPACES.filter(({ field }) => spec[field] === true).map(
    ({ field, ...rest }): NodeEscape => ({
      ...rest,
      path: ["spec", field],
      certainty: "yes",
      reason: "",
    }),
  );
}

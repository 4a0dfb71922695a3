import type { PlacedContainer } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { labelInPod, type PlacedPod } from "../kubernetes/label.ts";

/** What is got from a node, in the order in which it counts. */
export const GAINS = [
  /** Commands as root on the node, and with them everything below. */
  "node",
  /** Keys of the node, of the control plane or of the node's pods. */
  "credentials",
  /** What other pods of the node hold or exchange. */
  "pods",
  /** The node's kernel: its settings, its protection, or a view into it. */
  "kernel",
  /** The network of the node and what passes on it. */
  "network",
  /** Keys of a cloud account. */
  "cloud",
  /** What the node shows or keeps is no longer to be trusted. */
  "tampering",
  /** Files of the node of which nothing is known. */
  "files",
] as const;
export type Gain = (typeof GAINS)[number];

/** Whether it makes its holder somebody on the node: commands there, or the node's keys. */
export function opensNode(gain: Gain): boolean {
  return gain === "node" || gain === "credentials";
}

/** How near something comes to the whole node: as good as root on it, a part of it, or little. */
export const REACHES = ["node", "part", "trace"] as const;
export type Reach = (typeof REACHES)[number];

export type EscapeKind =
  | "privileged"
  | "host-process"
  | "capability"
  | "proc-mount"
  | "host-pid"
  | "host-network"
  | "host-ipc"
  | "runtime-socket"
  | "cloud-credentials"
  | "host-path";

/** A container by its place in the pod template: `["spec", "initContainers", 0]`. */
export interface ContainerPlace {
  readonly name: string;
  /** How messages name it: `container "web"`. */
  readonly label: string;
  readonly path: FieldPath;
}

export function placeOf(
  { container: { name }, fieldPath }: PlacedContainer,
  pod: PlacedPod,
): ContainerPlace {
  const path = ["spec", ...fieldPath];
  return { name, label: labelInPod(pod, "container", { name, at: path }), path };
}

/** One field of a pod that gives something of its node to whoever runs commands in a container. */
export interface NodeEscape {
  readonly kind: EscapeKind;
  /** The container that has it; absent where every container of the pod has, or none yet. */
  readonly container?: ContainerPlace;
  /** The volume that it comes with. */
  readonly volume?: string;
  /** Below the pod template. */
  readonly path: FieldPath;
  /** What the field says: a lower-case clause, without its subject where that is the pod. */
  readonly message: string;
  readonly gives: Gain;
  readonly certainty: "yes" | "unknown";
  /** What is not known, a lower-case clause; "" for a plain yes. */
  readonly reason: string;
  /** Techniques of MITRE ATT&CK. */
  readonly techniques: readonly string[];
}

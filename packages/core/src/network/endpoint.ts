import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { VaryingLabels } from "../kubernetes/pod-labels.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { Address } from "./addresses.ts";
import type { ContainerPort } from "./ports.ts";

/** The object that a pod is named by: its outermost known owner, or the pod itself. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
}

/** A pod, the pods of a template, or a node. */
export interface NetworkEndpoint {
  /** `template`: stands for the pods that will be made from it; `unidentified`: a pod of which only its existence is known. */
  readonly kind: "pod" | "template" | "node" | "unidentified";
  readonly workload: Workload;
  /** The pod's own name; absent for templates and nodes. */
  readonly podName?: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** What more labels its pods have, of which the values differ or are not known before. */
  readonly varying?: readonly VaryingLabels[];
  readonly serviceAccount: string;
  readonly serviceAccountLabels: Labels;
  /** Of containers that keep running: init containers count only as sidecars. */
  readonly ports: readonly ContainerPort[];
  /** The same for policies, where init containers have ports too: network plugins take them differently. */
  readonly portsByList?: PortsByList;
  readonly hostNetwork: boolean;
  /** A network apart from the cluster's, by name: its pods and those of other networks do not meet. */
  readonly network?: string;
  /** Where it runs; absent where the object does not say. */
  readonly nodeName?: string;
  /** Absent where it is not known on which node it runs or what that node's labels are. */
  readonly nodeLabels?: Labels;
  /** Empty where they are not known. */
  readonly addresses: readonly Address[];
  readonly object: ObjectReference;
  /** Where its labels stand in the object. */
  readonly labelsPath: FieldPath;
}

/** The ports of a pod's containers and of its init containers, sidecars among them. */
interface PortsByList {
  readonly containers: readonly ContainerPort[];
  readonly initContainers: readonly ContainerPort[];
}

/** Whose ports a network plugin knows by their names. */
export type NamedPortsOf = "containers" | "init-containers-too" | "last-of-containers";

/** The ports that policies may mean by a name. */
export function namedPortsOf(
  { ports, portsByList }: NetworkEndpoint,
  of: NamedPortsOf,
): readonly ContainerPort[] {
  const { containers, initContainers } = portsByList ?? { containers: ports, initContainers: [] };
  switch (of) {
    case "containers":
      return containers;
    case "init-containers-too":
      return [...containers, ...initContainers];
    case "last-of-containers":
      return [...new Map(containers.map((port) => [port.name, port])).values()];
  }
}

/** Equal for equal workloads. */
export function keyOfWorkload({ namespace, name, kind }: Workload): string {
  return `${namespace}\n${kind}\n${name}`;
}

/** `shop/web[Deployment]`. */
export function nameOfWorkload({ namespace, name, kind }: Workload): string {
  return namespace === "" ? `${name}[${kind}]` : `${namespace}/${name}[${kind}]`;
}

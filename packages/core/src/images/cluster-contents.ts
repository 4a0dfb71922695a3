import {
  containersOf,
  entityText,
  type KubernetesObject,
  listAt,
  namespaceOf,
  textAt,
  valueAt,
} from "../kubernetes/index.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/index.ts";

/** What a cluster consists of, as its objects and its nodes say. */
export interface ClusterContents {
  readonly images: readonly UsedImage[];
  readonly components: readonly ClusterComponent[];
  readonly nodes: readonly ClusterNode[];
}

/** An image with who runs it, in the order of names. */
interface UsedImage {
  readonly reference: string;
  readonly usedBy: readonly string[];
}

/** A program of the control plane or of nodes, once a version. */
interface ClusterComponent {
  /** `kube-apiserver`, `kubelet`, `containerd` … */
  readonly name: string;
  readonly version: string;
  /** Of programs of nodes. */
  readonly nodes: readonly string[];
}

interface ClusterNode {
  readonly name: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly operatingSystem: string;
  readonly kernel: string;
  readonly architecture: string;
}

/** Lists what a cluster consists of. The server's version counts only where it was observed or configured. */
export function clusterContentsOf({ objects, assumptions }: Snapshot): ClusterContents {
  const users = new Map<string, Set<string>>();
  const components = new Map<string, { name: string; version: string; nodes: string[] }>();
  const nodes: ClusterNode[] = [];
  const { kubernetesVersion } = assumptions;
  if (kubernetesVersion.known !== "defaulted")
    addComponent(components, { name: "kube-apiserver", version: kubernetesVersion.value });
  for (const each of objects) {
    if (each.object.kind === "Node" && each.object.apiVersion === "v1")
      nodes.push(nodeIn(each.object, components));
    for (const reference of imagesIn(each)) {
      const known = users.get(reference) ?? new Set();
      if (!isControlled(each.object)) known.add(userOf(each));
      users.set(reference, known);
    }
  }
  return {
    images: [...users]
      .map(([reference, usedBy]) => ({ reference, usedBy: [...usedBy].sort() }))
      .sort((a, b) => (a.reference < b.reference ? -1 : 1)),
    components: [...components.values()],
    nodes,
  };
}

function imagesIn({ podTemplates }: SnapshotObject): readonly string[] {
  return podTemplates.flatMap(({ spec }) =>
    [...containersOf(spec)]
      .map(({ container }) => container.image ?? "")
      .filter((image) => image !== ""),
  );
}

/** What another object made is told by that other. */
function isControlled(object: KubernetesObject): boolean {
  return listAt(object, "metadata", "ownerReferences").some(
    (owner) => valueAt(owner, "controller") === true,
  );
}

function userOf({ reference }: SnapshotObject): string {
  const { kind, name } = reference;
  return entityText({ is: "workload", kind, namespace: namespaceOf(reference), name });
}

function nodeIn(
  object: KubernetesObject,
  components: Map<string, { name: string; version: string; nodes: string[] }>,
): ClusterNode {
  const name = textAt(object, "metadata", "name");
  const info = (key: string): string => textAt(object, "status", "nodeInfo", key);
  addComponent(components, { name: "kubelet", version: info("kubeletVersion"), node: name });
  // `containerd://1.7.13`.
  const [runtime = "", version = ""] = info("containerRuntimeVersion").split("://");
  addComponent(components, { name: runtime, version, node: name });
  return {
    name,
    operatingSystem: info("osImage"),
    kernel: info("kernelVersion"),
    architecture: info("architecture"),
  };
}

function addComponent(
  components: Map<string, { name: string; version: string; nodes: string[] }>,
  {
    name,
    version,
    node,
  }: { readonly name: string; readonly version: string; readonly node?: string },
): void {
  if (name === "" || version === "") return;
  const key = `${name} ${version}`;
  const known = components.get(key) ?? { name, version, nodes: [] };
  if (node !== undefined) known.nodes.push(node);
  components.set(key, known);
}

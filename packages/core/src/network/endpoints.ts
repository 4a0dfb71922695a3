import type { Container, PodSpec } from "../kubernetes/api/types.ts";
import { containersOf } from "../kubernetes/containers.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { groupOf, namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import { serviceAccountNameOf } from "../kubernetes/service-account.ts";
import { type PodLabelsOf, podLabelsIn } from "../snapshot/pod-labels.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { ownersView, podLabelsView } from "../snapshot/views.ts";
import { type Address, parseAddress } from "./addresses.ts";
import { keyOfWorkload, type NetworkEndpoint, type Workload } from "./endpoint.ts";
import { type ContainerPort, isPortNumber, isProtocol } from "./ports.ts";
import { primaryNetworksOf } from "./user-defined-networks.ts";

const NAMESPACE_NAME = "kubernetes.io/metadata.name";
const NO_LABELS: Labels = {};

// Templates that nothing runs by themselves.
const WITHOUT_PODS: ReadonlySet<string> = new Set(["PodTemplate", "JobTemplate"]);

/**
 * The pods of a snapshot, its pod templates in the place of the pods to come, its virtual machines and its nodes. Finished
 * pods have no network any more and are left out.
 */
export function networkEndpointsOf(snapshot: Snapshot): readonly NetworkEndpoint[] {
  return snapshot.once(endpointsByMember).all;
}

interface EndpointsByMember {
  readonly all: readonly NetworkEndpoint[];
  readonly of: ReadonlyMap<SnapshotObject, readonly NetworkEndpoint[]>;
  readonly surroundings: Surroundings;
}

function endpointsByMember(snapshot: Snapshot): EndpointsByMember {
  const surroundings = surroundingsOf(snapshot);
  const of = new Map<SnapshotObject, readonly NetworkEndpoint[]>();
  for (const member of snapshot.viewed(endpointView)) {
    const endpoints = endpointsOf(member, surroundings);
    if (endpoints.length > 0) of.set(member, endpoints);
  }
  return { all: [...of.values()].flat(), of, surroundings };
}

/**
 * The endpoints of a snapshot which differs from another one only in the namespaces of some pods and policies: what has no owner and
 * is not one of these is as it is there.
 */
export function endpointsElsewhere(placed: Snapshot, base: Snapshot): readonly NetworkEndpoint[] {
  const { of, surroundings } = base.once(endpointsByMember);
  const around = { ...surroundings, workloadOf: workloadsIn(placed) };
  const there = new Set(base.objects);
  return placed.objects.flatMap((member) =>
    there.has(member) && listAt(member.object, "metadata", "ownerReferences").length === 0
      ? (of.get(member) ?? NO_ENDPOINTS)
      : endpointsOf(member, around),
  );
}

const NO_ENDPOINTS: readonly NetworkEndpoint[] = [];

/** Labels of a namespace: what its object says and the name, which the API server puts on every one. */
export function namespaceLabelsIn(snapshot: Snapshot): (name: string) => Labels {
  const known = new Map<string, Labels>();
  for (const { object, reference } of snapshot.ofKind("", "Namespace"))
    known.set(reference.name, {
      ...stringMapOf(object, "labels"),
      [NAMESPACE_NAME]: reference.name,
    });
  return (name) => {
    const labels = known.get(name) ?? { [NAMESPACE_NAME]: name };
    known.set(name, labels);
    return labels;
  };
}

interface Surroundings {
  readonly workloadOf: (member: SnapshotObject) => Workload;
  readonly podLabels: PodLabelsOf;
  readonly namespaceLabels: (name: string) => Labels;
  readonly serviceAccountLabels: (namespace: string, name: string) => Labels;
  readonly nodeLabels: (name: string) => Labels | undefined;
  readonly networkOf: (namespace: string, labels: Labels) => string | undefined;
}

function surroundingsOf(snapshot: Snapshot): Surroundings {
  const accounts = new Map<string, Labels>();
  for (const { object, reference } of snapshot.ofKind("", "ServiceAccount"))
    accounts.set(`${namespaceOf(reference)}/${reference.name}`, stringMapOf(object, "labels"));
  const nodes = new Map<string, Labels>();
  for (const { object, reference } of snapshot.ofKind("", "Node"))
    nodes.set(reference.name, stringMapOf(object, "labels"));
  return {
    workloadOf: workloadsIn(snapshot),
    podLabels: podLabelsIn(snapshot),
    namespaceLabels: namespaceLabelsIn(snapshot),
    serviceAccountLabels: (namespace, name) => accounts.get(`${namespace}/${name}`) ?? NO_LABELS,
    nodeLabels: (name) => nodes.get(name),
    networkOf: primaryNetworksOf(snapshot),
  };
}

// Follows controllers as far as their names are known, in the input or only by reference.
function workloadsIn(snapshot: Snapshot): Surroundings["workloadOf"] {
  return (member) => {
    let workload = workloadNamedBy(member);
    const visited = new Set<SnapshotObject>();
    let at: SnapshotObject | undefined = member;
    // Owner references are input: a cycle among them ends where it closes.
    while (at && !visited.has(at)) {
      visited.add(at);
      const owner = ownerOf(at);
      if (!owner) return workload;
      workload = owner;
      at = snapshot.once(controllersByName).get(keyOfWorkload(owner));
    }
    return workload;
  };
}

/** All that endpoints are made of, but for what names nothing: a pod's other fields are nothing to its network. */
export function endpointView(entry: SnapshotObject): unknown {
  const { object, podTemplates } = entry;
  const group = groupOf(object);
  if (group === "kubevirt.io" || (group === "" && object.kind === "Node")) return object;
  if (podTemplates.length === 0) return undefined;
  return [
    podLabelsView(entry),
    ownersView(entry),
    podTemplates.map(({ path, spec }) => [
      path,
      serviceAccountNameOf(spec),
      spec.hostNetwork,
      spec.nodeName,
      Array.from(containersOf(spec), ({ container, list, sidecar }) => [
        list,
        sidecar,
        container.ports,
      ]),
    ]),
    object.kind === "Pod" ? object["status"] : undefined,
  ];
}

function controllersByName({ viewed }: Snapshot): ReadonlyMap<string, SnapshotObject> {
  const byName = new Map<string, SnapshotObject>();
  for (const member of viewed(ownersView)) {
    const controls = member.podTemplates.length > 0 && member.reference.kind !== "Pod";
    const key = controls ? keyOfWorkload(workloadNamedBy(member)) : "";
    if (controls && !byName.has(key)) byName.set(key, member);
  }
  return byName;
}

function workloadNamedBy({ reference }: SnapshotObject): Workload {
  return { namespace: namespaceOf(reference), name: reference.name, kind: reference.kind };
}

// An owner that names no kind still tells that its pods belong together.
function ownerOf(member: SnapshotObject): Workload | undefined {
  for (const owner of listAt(member.object, "metadata", "ownerReferences")) {
    const name = textAt(owner, "name");
    if (valueAt(owner, "controller") !== true || name === "") continue;
    const kind = textAt(owner, "kind") || "Pod";
    // Static pods belong to their node, which is no workload.
    if (kind === "Node") return undefined;
    return { namespace: namespaceOf(member.reference), name, kind };
  }
  return undefined;
}

function endpointsOf(member: SnapshotObject, around: Surroundings): NetworkEndpoint[] {
  const { object, reference } = member;
  const group = groupOf(object);
  if (group === "" && reference.kind === "Pod") return podEndpoints(member, around);
  if (group === "" && reference.kind === "Node") return [nodeEndpoint(member)];
  if (group === "kubevirt.io") return virtualMachineEndpoints(member, around);
  if (WITHOUT_PODS.has(reference.kind)) return [];
  return member.podTemplates.map((template) => templateEndpoint(member, template, around));
}

function podEndpoints(member: SnapshotObject, around: Surroundings): NetworkEndpoint[] {
  const { object, podTemplates } = member;
  const [template] = podTemplates;
  const status = objectAt(object, "status");
  const phase = status["phase"];
  if (!template || phase === "Succeeded" || phase === "Failed") return [];
  const addresses = [
    ...listAt(status, "podIPs").map((each) => valueAt(each, "ip")),
    status["podIP"],
  ];
  return [templateEndpoint(member, template, around, addressesOf(addresses))];
}

// With addresses it is a pod, else what pods are made from.
function templateEndpoint(
  member: SnapshotObject,
  template: PodTemplate,
  around: Surroundings,
  podAddresses?: readonly Address[],
): NetworkEndpoint {
  const { spec } = template;
  const { labels, varying } = around.podLabels(member, template);
  const namespace = namespaceOf(member.reference);
  const serviceAccount = serviceAccountNameOf(spec);
  const namespaceLabels = around.namespaceLabels(namespace);
  return {
    kind: podAddresses ? "pod" : "template",
    workload: around.workloadOf(member),
    ...(podAddresses && { podName: member.reference.name }),
    namespaceLabels,
    labels,
    ...(varying.length > 0 && { varying }),
    serviceAccount,
    serviceAccountLabels: around.serviceAccountLabels(namespace, serviceAccount),
    ...containerPortsOf(spec),
    ...placeOf(spec, around.networkOf(namespace, namespaceLabels), around),
    addresses: podAddresses ?? [],
    object: member.reference,
    labelsPath: locateInObject(template, ["metadata", "labels"]),
  };
}

function placeOf(
  { hostNetwork, nodeName = "" }: PodSpec,
  network: string | undefined,
  around: Surroundings,
): Pick<NetworkEndpoint, "hostNetwork" | "network" | "nodeName" | "nodeLabels"> {
  const nodeLabels = around.nodeLabels(nodeName);
  return {
    hostNetwork: hostNetwork === true,
    ...(network !== undefined && hostNetwork !== true && { network }),
    ...(nodeName !== "" && { nodeName }),
    ...(nodeLabels && { nodeLabels }),
  };
}

/** Named ports of containers that serve: a sidecar is one of them, other init containers are gone by then. */
function containerPortsOf(spec: PodSpec): Pick<NetworkEndpoint, "ports" | "portsByList"> {
  const ports: ContainerPort[] = [];
  const initContainers: ContainerPort[] = [];
  const sidecars: ContainerPort[] = [];
  for (const { container, list, sidecar } of containersOf(spec)) {
    if (list !== "initContainers") addPorts(container, ports);
    else {
      addPorts(container, initContainers);
      if (sidecar) addPorts(container, sidecars);
    }
  }
  if (initContainers.length === 0) return { ports };
  return {
    ports: [...sidecars, ...ports],
    portsByList: { containers: ports, initContainers },
  };
}

function addPorts({ ports = [] }: Container, into: ContainerPort[]): void {
  for (const { name = "", protocol: written, containerPort } of ports) {
    const protocol = written || "TCP";
    if (isProtocol(protocol) && isPortNumber(containerPort))
      into.push({ name, protocol, port: containerPort });
  }
}

function nodeEndpoint({ object, reference }: SnapshotObject): NetworkEndpoint {
  const addresses = listAt(object, "status", "addresses");
  const labels = stringMapOf(object, "labels");
  return {
    kind: "node",
    workload: { namespace: "", name: reference.name, kind: "Node" },
    namespaceLabels: NO_LABELS,
    labels: NO_LABELS,
    serviceAccount: "",
    serviceAccountLabels: NO_LABELS,
    ports: [],
    hostNetwork: true,
    nodeName: reference.name,
    nodeLabels: labels,
    addresses: addressesOf(addresses.map((each) => valueAt(each, "address"))),
    object: reference,
    labelsPath: ["metadata", "labels"],
  };
}

// KubeVirt gives the pod that runs a machine the labels of the machine's template.
function virtualMachineEndpoints(member: SnapshotObject, around: Surroundings): NetworkEndpoint[] {
  const { object, reference } = member;
  const isInstance = reference.kind === "VirtualMachineInstance";
  const holder = isInstance ? object : valueAt(object, "spec", "template");
  if (!/^VirtualMachine(?:Instance(?:ReplicaSet)?)?$/.test(reference.kind)) return [];
  const template: PodTemplate = {
    path: isInstance ? [] : ["spec", "template"],
    metadata: { labels: stringMapOf(objectAt(holder), "labels"), annotations: {} },
    spec: { containers: [] },
  };
  return [templateEndpoint(member, template, around)];
}

function addressesOf(values: readonly (JsonValue | undefined)[]): readonly Address[] {
  const found = new Map<string, Address>();
  for (const value of values) {
    const address = typeof value === "string" ? parseAddress(value) : undefined;
    if (address) found.set(`${address.family} ${address.value}`, address);
  }
  return [...found.values()];
}

import type { PodSpec } from "../kubernetes/api/types.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { claimsOf, type NamedReference } from "../kubernetes/reference-fields.ts";
import { serviceAccountFieldOf, serviceAccountNameOf } from "../kubernetes/service-account.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { NodeStep, Vertex, VertexKind } from "./model.ts";
import { configMapsOf, secretsOf } from "./pod-references.ts";

/** The way from an object to a node, or undefined where there is none. */
export interface NodeGraph {
  readonly wayTo: (nodeName: string, from: Vertex) => readonly NodeStep[] | undefined;
  /** Every node that something leads to. */
  readonly nodes: ReadonlySet<string>;
}

const MIRROR_POD = "kubernetes.io/config.mirror";

/** node <- pod <- (secret, configmap, claim <- volume <- secret …): k8s.io/kubernetes/plugin/pkg/auth/authorizer/node/graph.go. */
export function createNodeGraph(snapshot: Snapshot): NodeGraph {
  const steps = new Map<string, NodeStep[]>();
  const nodes = new Set<string>();
  for (const step of allSteps(snapshot)) {
    const key = keyOf(step.from);
    const known = steps.get(key);
    if (known) known.push(step);
    else steps.set(key, [step]);
    if (step.to.kind === "node") nodes.add(step.to.name);
  }

  // The graph has no cycle: each kind of vertex leads only to kinds nearer to the node.
  function wayTo(nodeName: string, from: Vertex): readonly NodeStep[] | undefined {
    if (!nodes.has(nodeName)) return undefined;
    for (const step of steps.get(keyOf(from)) ?? []) {
      if (step.to.kind === "node") {
        if (step.to.name === nodeName) return [step];
        continue;
      }
      const rest = wayTo(nodeName, step.to);
      if (rest) return [step, ...rest];
    }
    return undefined;
  }

  return { wayTo, nodes };
}

function keyOf({ kind, namespace, name }: Vertex): string {
  return `${kind}/${namespace}/${name}`;
}

function* allSteps(snapshot: Snapshot): Generator<NodeStep> {
  for (const pod of snapshot.ofKind("", "Pod")) yield* stepsOfPod(pod);
  for (const volume of snapshot.ofKind("", "PersistentVolume")) yield* stepsOfVolume(volume);
  yield* stepsByNodeName(snapshot, "storage.k8s.io", "VolumeAttachment", "volumeattachment");
  yield* stepsByNodeName(snapshot, "resource.k8s.io", "ResourceSlice", "resourceslice");
}

function* stepsOfPod(pod: SnapshotObject): Generator<NodeStep> {
  const spec = pod.podTemplates[0]?.spec;
  const nodeName = spec?.nodeName ?? "";
  if (!spec || nodeName === "") return;
  const namespace = namespaceOf(pod.reference);
  const object = pod.reference;
  const to: Vertex = { kind: "pod", namespace, name: object.name };
  yield { from: to, to: node(nodeName), object, path: ["spec", "nodeName"] };
  // A kubelet makes mirror pods itself, so they must not give it access to anything.
  if (MIRROR_POD in stringMapOf(pod.object, "annotations")) return;
  const references: readonly (readonly [VertexKind, readonly NamedReference[]])[] = [
    ["serviceaccount", [accountOf(spec)]],
    ["secret", secretsOf(spec)],
    ["configmap", configMapsOf(spec)],
    ["persistentvolumeclaim", claimsOf(object.name, spec)],
    ["resourceclaim", resourceClaimsOf(pod)],
  ];
  for (const [kind, named] of references) {
    for (const { name, path } of named) yield { from: { kind, namespace, name }, to, object, path };
  }
}

// The API server's admission gives a pod without an account the account "default".
function accountOf(spec: PodSpec): NamedReference {
  const field = serviceAccountFieldOf(spec) ?? "serviceAccountName";
  return { name: serviceAccountNameOf(spec), path: ["spec", field] };
}

/** Claims by name, and those that were made from templates, which the pod's status names. */
function resourceClaimsOf(pod: SnapshotObject): readonly NamedReference[] {
  const status = objectAt(pod.object, "status");
  const made = new Map(
    listAt(status, "resourceClaimStatuses").map((claim) => [
      textAt(claim, "name"),
      textAt(claim, "resourceClaimName"),
    ]),
  );
  const extended = textAt(status, "extendedResourceClaimStatus", "resourceClaimName");
  const claims = (pod.podTemplates[0]?.spec.resourceClaims ?? []).map((claim, index) => ({
    name: claim.resourceClaimName ?? made.get(claim.name) ?? "",
    path: ["spec", "resourceClaims", index],
  }));
  const path = ["status", "extendedResourceClaimStatus", "resourceClaimName"];
  return [...claims, { name: extended, path }].filter(({ name }) => name !== "");
}

function* stepsOfVolume({ object, reference }: SnapshotObject): Generator<NodeStep> {
  const spec = objectAt(object, "spec");
  const claim = objectAt(spec, "claimRef");
  if (Object.keys(claim).length === 0) return;
  const claimNamespace = textAt(claim["namespace"]);
  const volume: Vertex = { kind: "persistentvolume", namespace: "", name: reference.name };
  const to: Vertex = {
    kind: "persistentvolumeclaim",
    namespace: claimNamespace,
    name: textAt(claim["name"]),
  };
  yield { from: volume, to, object: reference, path: ["spec", "claimRef"] };
  for (const { namespace, name, path } of volumeSecretsOf(spec, claimNamespace)) {
    const from: Vertex = { kind: "secret", namespace, name };
    yield { from, to: volume, object: reference, path: ["spec", ...path] };
  }
}

/** Where a secret without a namespace is one of the claim's namespace: `VisitPVSecretNames` of pkg/api/v1/persistentvolume/util.go. */
const CLAIM_NAMESPACE = new Set(["cephfs", "flexVolume", "rbd", "scaleIO", "iscsi"]);
const SECRET_REFS = ["cephfs", "cinder", "flexVolume", "rbd", "scaleIO", "iscsi", "storageos"];
/** The kubelet does not see the secrets of the controller's side. */
const CSI_SECRET_REFS = ["nodePublishSecretRef", "nodeStageSecretRef", "nodeExpandSecretRef"];

function volumeSecretsOf(
  spec: JsonObject,
  claimNamespace: string,
): readonly (NamedReference & { readonly namespace: string })[] {
  const azureFile = objectAt(spec, "azureFile");
  const azure = {
    name: textAt(azureFile["secretName"]),
    namespace: textAt(azureFile["secretNamespace"]) || claimNamespace,
    path: ["azureFile", "secretName"],
  };
  const paths = [
    ...SECRET_REFS.map((source) => [source, "secretRef"] as const),
    ...CSI_SECRET_REFS.map((field) => ["csi", field] as const),
  ];
  const others = paths.map(([source, field]) => {
    const secret = objectAt(spec, source, field);
    const fallback = CLAIM_NAMESPACE.has(source) ? claimNamespace : "";
    const namespace = textAt(secret["namespace"]) || fallback;
    return { name: textAt(secret["name"]), namespace, path: [source, field] };
  });
  return [azure, ...others].filter(({ name }) => name !== "");
}

function* stepsByNodeName(
  snapshot: Snapshot,
  group: string,
  kind: string,
  vertex: VertexKind,
): Generator<NodeStep> {
  for (const { object, reference } of snapshot.ofKind(group, kind)) {
    const nodeName = textAt(object, "spec", "nodeName");
    if (nodeName === "") continue;
    const from: Vertex = { kind: vertex, namespace: "", name: reference.name };
    yield { from, to: node(nodeName), object: reference, path: ["spec", "nodeName"] };
  }
}

function node(name: string): Vertex {
  return { kind: "node", namespace: "", name };
}

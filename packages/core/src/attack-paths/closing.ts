import { decodeStructure } from "../kubernetes/decode.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { compileSelector } from "../kubernetes/selectors.ts";
import type { NetworkEndpoint } from "../network/endpoint.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { StepDetail } from "./build.ts";
import type { StandingPod } from "./standing.ts";

/** The change that lets nobody connect to a pod any more; undefined where no NetworkPolicy, or not one alone, does. */
export type FindClosing = (endpoint: NetworkEndpoint, each: StandingPod) => StepDetail["change"];

/** A NetworkPolicy that lets somebody in. */
interface Opening {
  readonly entry: SnapshotObject;
  readonly selects: ReturnType<typeof compileSelector>["selects"];
}

/** Policies add to each other: what one lets in none keeps out, so that what lets in has to be closed. */
export function closingIn(snapshot: Snapshot): FindClosing {
  const byNamespace = groupedBy(openingsOf(snapshot), ({ entry }) => namespaceOf(entry.reference));
  return (endpoint, each) => {
    // No NetworkPolicy holds what runs on its node's network.
    if (endpoint.hostNetwork) return undefined;
    const own = (byNamespace.get(each.pod.namespace) ?? []).filter(({ selects }) =>
      selects(endpoint.labels),
    );
    const [only, ...others] = own;
    if (!only) return { cost: 2, change: isolating(endpoint, each) };
    return others.length === 0 ? { cost: 3, change: closing(only) } : undefined;
  };
}

function openingsOf(snapshot: Snapshot): readonly Opening[] {
  return snapshot.ofKind("networking.k8s.io", "NetworkPolicy").flatMap((entry) => {
    const { value } = decodeStructure("NetworkPolicySpec", entry.object["spec"] ?? {});
    const types = value.policyTypes ?? ["Ingress"];
    const opens = types.includes("Ingress") && (value.ingress ?? []).length > 0;
    return opens ? [{ entry, selects: compileSelector(value.podSelector ?? {}).selects }] : [];
  });
}

function closing({ entry: { reference } }: Opening): NonNullable<StepDetail["change"]>["change"] {
  return {
    message: `Let nobody in by NetworkPolicy ${namespaceOf(reference)}/${reference.name}; what needs it has to be allowed besides.`,
    object: reference,
    edits: [{ op: "replace", path: ["spec", "ingress"], value: [] }],
  };
}

/** A NetworkPolicy that lets nobody into the pods of a workload: what needs them has to be allowed besides. */
function isolating(
  endpoint: NetworkEndpoint,
  { pod, vertex }: StandingPod,
): NonNullable<StepDetail["change"]>["change"] {
  const { namespace } = pod;
  const matchLabels = { ...endpoint.labels };
  return {
    message: `Let nobody connect to ${vertex.kind} ${namespace}/${vertex.name}; what needs it has to be allowed besides.`,
    object: pod.object.reference,
    edits: [],
    added: {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: `watertight-${vertex.name}`.slice(0, 253), namespace },
      spec: { podSelector: { matchLabels }, policyTypes: ["Ingress"], ingress: [] },
    },
  };
}

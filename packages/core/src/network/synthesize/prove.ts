import { valueAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { parseCidr } from "../addresses.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import { hasBit } from "../bits.ts";
import { type CniName } from "../cni-names.ts";
import {
  type ChangedConnection,
  compareConnections,
  minus,
  rangesOf,
} from "../compare-connections.ts";
import { connectionsOf } from "../connections.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import type { Connection, NetworkAnalysis, Party } from "../model.ts";
import { portsBetween } from "../party.ts";
import type { PortRange } from "../ports.ts";
import type { SynthesizedKind } from "./manifests.ts";
import { compareText, type Need, type NeedEnd, nameOfEnd } from "./need.ts";

/** What the engine says of the cluster with the policies in it. */
export interface Proof {
  /** Needed connections of which it says that they pass. */
  readonly proven: readonly Need[];
  /** Needed connections that do not pass or of which that is not known. */
  readonly failed: readonly { readonly need: Need; readonly verdict: "no" | "unknown" }[];
  /** Needed connections without an address to ask about: names of hosts, and the API server where nobody says. */
  readonly notAsked: readonly Need[];
  /** Needed connections that the policies of the input deny now. */
  readonly deniedBefore: readonly Need[];
  /** Connections that pass now and will not, and are not needed. */
  readonly closed: readonly ChangedConnection[];
  /** Connections between workloads that are not needed and will still pass. */
  readonly stillOpen: readonly Connection[];
  readonly problems: readonly string[];
}

/** The input, and the policies that are to hold in it. */
export interface ProofInput {
  readonly analysis: NetworkAnalysis;
  readonly needs: readonly Need[];
  readonly policies: readonly KubernetesObject[];
  readonly kind: SynthesizedKind;
  /** Whether the policies of the input go. */
  readonly replace: boolean;
  /** Workloads of which it asks what stays open. */
  readonly covered: ReadonlySet<string>;
}

/** Recomputes who reaches whom with the policies in place. */
export function prove(input: ProofInput): Proof {
  const { analysis, needs, policies, replace } = input;
  const standIns = standInsFor(needs);
  const cni = enforcing(analysis, input.kind);
  const settings = { ...analysis.settings, ...(cni && { cni }) };
  const before = createNetworkAnalysis(withObjects(analysis.snapshot, standIns.objects), settings);
  const kept = replace ? withoutPolicies(analysis.snapshot) : analysis.snapshot;
  const after = createNetworkAnalysis(
    withObjects(kept, [...standIns.objects, ...policies]),
    settings,
  );
  const proof: {
    readonly [Key in "proven" | "notAsked" | "deniedBefore"]: Need[];
  } & { readonly failed: { need: Need; verdict: "no" | "unknown" }[] } = {
    proven: [],
    failed: [],
    notAsked: [],
    deniedBefore: [],
  };
  for (const need of needs) {
    const verdict = verdictOn(need, after);
    if (verdict === undefined) proof.notAsked.push(need);
    else if (verdict === "yes") proof.proven.push(need);
    else proof.failed.push({ need, verdict });
    if (verdictOn(need, before) === "no") proof.deniedBefore.push(need);
  }
  const isOurs = ({ src, dst }: Connection): boolean =>
    ![src, dst].some(({ is, name }) => is === "ingress-controller" || standIns.names.has(name));
  const connectionsAfter = connectionsOf(after);
  const { lost } = compareConnections(connectionsOf(before), connectionsAfter);
  return {
    ...proof,
    closed: lost.filter(isOurs),
    stillOpen: notNeeded(connectionsAfter.connections.filter(isOurs), needs, input.covered),
    problems: after.problems
      .filter(({ object }) => policies.some((each) => isSameObject(each, object)))
      .map(
        ({ object, message }) =>
          `${object.kind} ${object.namespace ?? ""}/${object.name}: ${message}`,
      ),
  };
}

function isSameObject(
  policy: KubernetesObject,
  {
    kind,
    namespace,
    name,
  }: { readonly kind: string; readonly namespace?: string; readonly name: string },
): boolean {
  return (
    policy.kind === kind &&
    valueAt(policy, "metadata", "name") === name &&
    valueAt(policy, "metadata", "namespace") === namespace
  );
}

// A kind of policy is proven on a plugin that enforces it.
function enforcing({ profile }: NetworkAnalysis, kind: SynthesizedKind): CniName | undefined {
  const family = FAMILIES[kind];
  return profile.value.enforces.includes(family.family) ? undefined : family.cni;
}

const FAMILIES = {
  NetworkPolicy: { family: "NetworkPolicy", cni: "kubernetes" },
  CiliumNetworkPolicy: { family: "cilium", cni: "cilium" },
  CalicoNetworkPolicy: { family: "calico", cni: "calico" },
} as const;

function withObjects(snapshot: Snapshot, objects: readonly KubernetesObject[]): Snapshot {
  return snapshot.with({
    added: objects.map((object) => ({ object, origin: { from: "computed" } })),
  });
}

const POLICY_GROUPS =
  /^(?:networking\.k8s\.io|extensions|policy\.networking\.k8s\.io|cilium\.io|crd\.projectcalico\.org|projectcalico\.org|crd\.antrea\.io)\//;

function withoutPolicies(snapshot: Snapshot): Snapshot {
  const policies = snapshot.objects.filter(
    ({ object }) => POLICY_GROUPS.test(object.apiVersion) && object.kind.endsWith("Policy"),
  );
  return snapshot.with({ removed: new Set(policies) });
}

// Pods that the input does not hold are asked about by one that has what is known of them.
function standInsFor(needs: readonly Need[]): {
  readonly objects: readonly KubernetesObject[];
  readonly names: ReadonlySet<string>;
} {
  const ends = new Map<string, Extract<NeedEnd, { kind: "selected" }>>();
  for (const { from, to } of needs)
    for (const end of [from, to]) if (end.kind === "selected") ends.set(standInName(end), end);
  const objects = [...ends].map(([name, { namespace, labels }]) => ({
    apiVersion: "v1",
    kind: "Pod",
    // Where nothing is known of a controller's pods, the label that its own installation gives them.
    metadata: {
      name,
      namespace,
      labels: Object.keys(labels).length > 0 ? labels : { "app.kubernetes.io/name": namespace },
    },
    spec: { containers: [{ name: "any", image: "any" }] },
  }));
  return {
    objects,
    names: new Set([...ends].map(([name, { namespace }]) => `${namespace}/${name}[Pod]`)),
  };
}

function standInName(end: NeedEnd): string {
  return `any of ${nameOfEnd(end)}`;
}

function verdictOn(need: Need, analysis: NetworkAnalysis): "yes" | "no" | "unknown" | undefined {
  const sources = partiesOf(need.from, analysis);
  const destinations = partiesOf(need.to, analysis);
  const atoms = analysis.possibilities[0]?.reachability.universe.portSets.atoms;
  if (!sources || !destinations || !atoms) return undefined;
  const atom = atoms.atomOf(need.protocol, need.port);
  let verdict: "yes" | "no" | "unknown" = "yes";
  for (const source of sources)
    for (const destination of destinations) {
      const { yes, unknown } = portsBetween(analysis.possibilities, source, destination);
      if (hasBit(yes, atom)) continue;
      if (!hasBit(unknown, atom)) return "no";
      verdict = "unknown";
    }
  return verdict;
}

// One of each class: the others have the same answer. Pods on the host's network differ by their node.
function partiesOf(end: NeedEnd, analysis: NetworkAnalysis): readonly Party[] | undefined {
  switch (end.kind) {
    case "host":
      return undefined;
    case "api-server":
      return end.cidrs.length === 0 ? undefined : rangesIn(end.cidrs);
    case "outside":
      return rangesIn([end.cidr]);
    case "selected":
      return endpointParties(
        analysis.directory.podsNamed(end.namespace, standInName(end)),
        analysis,
      );
    case "workload": {
      const name = nameOfWorkload(end.workload);
      const members = analysis.directory
        .workloadsNamed(end.workload.namespace, end.workload.name)
        .filter(({ workload }) => nameOfWorkload(workload) === name);
      return endpointParties(members, analysis);
    }
  }
}

function rangesIn(cidrs: readonly string[]): readonly Party[] {
  return cidrs.flatMap((cidr) => {
    const range = parseCidr(cidr);
    return range ? [{ kind: "addresses", range } as const] : [];
  });
}

function endpointParties(
  endpoints: readonly NetworkEndpoint[],
  { possibilities: [first] }: NetworkAnalysis,
): readonly Party[] {
  const byClass = new Map<string, Party>();
  for (const endpoint of endpoints) {
    const classes = first?.reachability.universe.classesOf.get(endpoint) ?? [];
    const key = endpoint.hostNetwork
      ? `${endpoint.nodeName ?? ""} ${classes.join()}`
      : classes.join();
    byClass.set(key, { kind: "endpoint", endpoint });
  }
  return [...byClass.values()];
}

function notNeeded(
  connections: readonly Connection[],
  needs: readonly Need[],
  covered: ReadonlySet<string>,
): readonly Connection[] {
  const wanted = new Map<string, PortRange[]>();
  for (const { from, to, protocol, port } of needs) {
    const key = `${nameOfEnd(from)}\n${nameOfEnd(to)}`;
    const ports = wanted.get(key) ?? [];
    wanted.set(key, ports);
    ports.push({ protocol, from: port, to: port });
  }
  return connections
    .filter(({ src, dst }) => covered.has(src.name) && covered.has(dst.name))
    .flatMap(({ src, dst, ports }) => {
      const rest = minus(rangesOf(ports), wanted.get(`${src.name}\n${dst.name}`) ?? []);
      return rest.length === 0
        ? []
        : [
            {
              src,
              dst,
              ports: rest.length === rangesOf("all").length && ports === "all" ? ports : rest,
            },
          ];
    })
    .toSorted((a, b) => compareText(a.src.name, b.src.name) || compareText(a.dst.name, b.dst.name));
}

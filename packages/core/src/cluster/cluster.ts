import type { AuthorizationChain } from "../access/authorization-chain.ts";
import { type Authorizer, type AuthorizerOptions, createAuthorizer } from "../access/authorizer.ts";
import { createEscalation } from "../access/escalation/analysis.ts";
import type { Escalation } from "../access/escalation/model.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createNetworkAnalysis } from "../network/analysis.ts";
import type { CniProfile } from "../network/cni.ts";
import type { NetworkAnalysis, NetworkSettings } from "../network/model.ts";
import { createPlacement, type Placement } from "../placement/engine.ts";
import type { PodSecurityConfiguration } from "../pod-security/configuration.ts";
import type { Assumption, Assumptions } from "../snapshot/assumptions.ts";
import { remembering } from "../snapshot/remembering.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { CveJudge } from "../versions/cves/judge.ts";
import { examinedApiVersionOf } from "../versions/meant-api.ts";
import type { CustomResourceRules } from "./custom-resource-rules.ts";
import { type AssumedNamespace, assumedNamespaceOf, inNamespaceOf } from "./namespaces.ts";
import { podSecurityFactsOf } from "./pod-facts.ts";
import { podSecurityDefaultOf } from "./pod-security-default.ts";
import { type Applied, withoutRefused } from "./refusals.ts";
import { type World, type WorldSettings, worldsOf } from "./worlds.ts";

/** What is said of a cluster beyond its objects; what is absent is observed in them or defaulted. */
export interface ClusterSettings {
  readonly network?: NetworkSettings;
  readonly access?: AuthorizerOptions;
  /** Where objects are applied that name no namespace. */
  readonly namespace?: string;
  /** Evaluates rules of CustomResourceDefinitions; absent: they are not judged. */
  readonly customResourceRules?: CustomResourceRules;
  /** Evaluates the admission policies of the input; absent: there are none that deny, or nothing evaluates them. */
  readonly admissionPolicies?: AdmissionPolicies;
  /** Judges versions by records of CVEs; absent: they are not judged. */
  readonly knownCves?: CveJudge;
}

/**
 * Why the bound, denying policies of a cluster keep an object out as it is created, or the pods that it makes: a lower-case clause;
 * undefined where they admit it. Given by whoever has an engine for them.
 */
type AdmissionPolicies = (entry: SnapshotObject, cluster: Cluster) => string | undefined;

/** All that verdicts about a cluster rest on beyond its objects: each observed, configured or defaulted. */
interface ClusterAssumptions extends Assumptions {
  /** The network plugin and what it enforces. */
  readonly networkPlugin: Assumption<CniProfile>;
  /** The authorizers of the API server, in their order. */
  readonly authorizers: AuthorizationChain;
  /** What Pod Security asks of namespaces without labels, and whom it never asks. */
  readonly podSecurity: Assumption<PodSecurityConfiguration>;
  /** Where objects are that name no namespace; undefined where nothing says, or where there are none. */
  readonly namespace: AssumedNamespace | undefined;
}

/**
 * One world, what is deployed together, as a snapshot with every assumption and each engine: made when it is first asked and
 * once. Whatever speaks about the same input asks the same cluster, so that no two answers disagree.
 */
export interface Cluster {
  /** Which of several worlds it is; "" where the input is one. */
  readonly world: string;
  /** The folders and files that were chosen for it, or the chart or kustomization that it is of. */
  readonly parts: readonly string[];
  /** Whether this is where an object is judged; others are only around those. */
  readonly judges: (entry: SnapshotObject) => boolean;
  readonly snapshot: Snapshot;
  /** An object as the input has it, without the namespace that it is taken to be in. */
  readonly inputOf: (entry: SnapshotObject) => SnapshotObject;
  /** The same without the roles, bindings and network policies that the API server refuses: what the engines of access and network read. */
  readonly applied: Snapshot;
  /** Where objects are that name no namespace; undefined where nothing says, or where there are none. */
  readonly namespace: AssumedNamespace | undefined;
  readonly assumptions: ClusterAssumptions;
  /** What was said of it, for the same cluster with changes. */
  readonly settings: ClusterSettings;
  readonly network: NetworkAnalysis;
  /** What the input shows of access. */
  readonly access: Authorizer;
  /** The same with the bindings that every cluster has from its start, where nothing else is configured: what escalation is judged by. */
  readonly accessAtStart: Authorizer;
  readonly escalation: Escalation;
  /** Where pods may run. */
  readonly placement: Placement;
  /** What evaluates rules of CustomResourceDefinitions, if anything does. */
  readonly customResourceRules: CustomResourceRules | undefined;
  /** What evaluates admission policies, if there are any that deny. */
  readonly admissionPolicies: AdmissionPolicies | undefined;
  /** What judges versions by records of CVEs, if anything does. */
  readonly knownCves: CveJudge | undefined;
  /** What an object is examined as that stands in a version without its kind, and among what; undefined for all others. */
  readonly meaningOf: (entry: SnapshotObject) => Meaning | undefined;
  /** What `build` makes of this cluster, made once. */
  readonly once: <Value>(build: (cluster: Cluster) => Value) => Value;
  /** Lets go of what was made of it; whatever is asked later is made again. */
  readonly forget: () => void;
}

/** An object as what it must mean, in a cluster where all such objects are that. Nothing else relies on them. */
interface Meaning {
  readonly entry: SnapshotObject;
  readonly cluster: Cluster;
}

/** A cluster of all that a snapshot holds. */
export function createCluster(snapshot: Snapshot, settings: ClusterSettings = {}): Cluster {
  return clusterOf({ name: "", parts: [], snapshot, home: undefined }, settings, new Map());
}

/** The worlds of an input as clusters; the widest are what questions are asked of. */
export interface Clusters {
  readonly judged: readonly Cluster[];
  readonly widest: readonly Cluster[];
}

export function createClusters(
  snapshot: Snapshot,
  settings: ClusterSettings & WorldSettings = {},
): Clusters {
  const { judged, widest } = worldsOf(snapshot, settings);
  const made = new Map<World, Cluster>();
  const placed: Placed = new Map();
  const clusterOfWorld = (world: World): Cluster => {
    const cluster = made.get(world) ?? clusterOf(world, settings, placed);
    made.set(world, cluster);
    return cluster;
  };
  return { judged: judged.map(clusterOfWorld), widest: widest.map(clusterOfWorld) };
}

type Unjudged = Omit<World, "home"> & {
  /** Undefined: everything is judged. */
  readonly home: World["home"] | undefined;
};

/** Objects without a namespace as they are in one, by that: shared by the worlds that put them into the same. */
type Placed = Map<string, Map<SnapshotObject, SnapshotObject>>;

function clusterOf(world: Unjudged, settings: ClusterSettings, placed: Placed): Cluster {
  const { name, parts } = world;
  const namespace = assumedNamespaceOf(world.snapshot, settings.namespace);
  const { snapshot, home } = namespace ? placedIn(world, namespace.value, placed) : world;
  const inputs = (): ReadonlyMap<SnapshotObject, SnapshotObject> =>
    new Map(
      snapshot.objects.map((entry, index) => [entry, world.snapshot.objects[index] ?? entry]),
    );
  let remembered = remembering(() => cluster);
  const once: Cluster["once"] = (build) => remembered(build);
  const cluster: Cluster = {
    world: name,
    parts,
    judges: (entry) => home === undefined || home.has(entry),
    snapshot,
    inputOf: (entry) => (namespace ? (once(inputs).get(entry) ?? entry) : entry),
    get applied() {
      return once(appliedOf).snapshot;
    },
    namespace,
    settings,
    get assumptions() {
      return { ...once(assumptionsOf), namespace };
    },
    get network() {
      return once(networkOf);
    },
    get access() {
      return once(accessOf);
    },
    get accessAtStart() {
      return once(accessAtStartOf);
    },
    get escalation() {
      return once(escalationOf);
    },
    get placement() {
      return once(placementOf);
    },
    customResourceRules: settings.customResourceRules,
    admissionPolicies: settings.admissionPolicies,
    knownCves: settings.knownCves,
    meaningOf: (entry) => once(meaningsOf)?.get(entry),
    once,
    forget: () => {
      remembered = remembering(() => cluster);
    },
  };
  const meaningsOf = (): ReadonlyMap<SnapshotObject, Meaning> | undefined => {
    const changed = withMeanings(snapshot);
    if (!changed) return undefined;
    const meant = clusterOf({ name, parts, snapshot: changed, home: undefined }, settings, placed);
    const entries = snapshot.objects.flatMap((entry, index) => {
      const other = meant.snapshot.objects[index];
      return other && other.object !== entry.object
        ? [[entry, { entry: other, cluster: meant }] as const]
        : [];
    });
    return new Map(entries);
  };
  const networkOf = (): NetworkAnalysis =>
    createNetworkAnalysis(snapshot, {
      anyPod: true,
      refused: once(appliedOf).policies,
      ...settings.network,
    });
  // Files that are otherwise the whole cluster need not repeat what Kubernetes brings itself; a live cluster shows it.
  const isRead = snapshot.assumptions.wholeCluster.known === "observed";
  const authorizerWith = (bootstrapPolicy: AuthorizerOptions["bootstrapPolicy"]): Authorizer => {
    const { snapshot: applied, refused } = once(appliedOf);
    return createAuthorizer(applied, { bootstrapPolicy, ...settings.access, refused });
  };
  const accessOf = (): Authorizer => authorizerWith(isRead ? "none" : "roles");
  const accessAtStartOf = (): Authorizer => authorizerWith("roles-and-bindings");
  return cluster;
}

/** The same objects in the same order, those in a version without their kind as what they must mean; undefined where there are none. */
function withMeanings(snapshot: Snapshot): Snapshot | undefined {
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  for (const entry of snapshot.viewed(({ object }) => examinedApiVersionOf(object))) {
    const apiVersion = examinedApiVersionOf(entry.object);
    if (apiVersion !== undefined) replaced.set(entry, { ...entry.object, apiVersion });
  }
  return replaced.size === 0 ? undefined : snapshot.with({ replaced });
}

function placedIn(
  { snapshot, home }: Unjudged,
  namespace: string,
  placed: Placed,
): Pick<Unjudged, "snapshot" | "home"> {
  const known = placed.get(namespace) ?? new Map<SnapshotObject, SnapshotObject>();
  placed.set(namespace, known);
  return {
    snapshot: inNamespaceOf(snapshot, namespace, known),
    home: home && new Set([...home].map((entry) => known.get(entry) ?? entry)),
  };
}

function assumptionsOf({
  snapshot,
  network,
  access,
}: Cluster): Omit<ClusterAssumptions, "namespace"> {
  return {
    ...snapshot.assumptions,
    networkPlugin: network.profile,
    authorizers: access.chain,
    podSecurity: snapshot.once(podSecurityDefaultOf),
  };
}

function appliedOf({ snapshot }: Cluster): Applied {
  return withoutRefused(snapshot);
}

function escalationOf(cluster: Cluster): Escalation {
  return createEscalation({
    snapshot: cluster.applied,
    authorizer: cluster.accessAtStart,
    podSecurity: podSecurityFactsOf(
      cluster.snapshot,
      cluster.snapshot.once(podSecurityDefaultOf).value,
    ),
  });
}

function placementOf({ snapshot }: Cluster): Placement {
  return createPlacement(snapshot);
}

/** Makes a fact about clusters that is computed once for each. */
export function clusterFact<Value>(
  build: (cluster: Cluster) => Value,
): (cluster: Cluster) => Value {
  return (cluster) => cluster.once(build);
}

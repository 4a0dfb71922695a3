import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { remembering } from "../snapshot/remembering.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { type AddressRange, parseCidr } from "./addresses.ts";
import type { KnownTraits } from "./classes.ts";
import { type CniProfile, cniProfileOf } from "./cni.ts";
import { compileNetworkPolicies } from "./compile/index.ts";
import { createDirectory } from "./directory.ts";
import { distinguishedBy } from "./distinguished.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import { endpointsElsewhere, networkEndpointsOf } from "./endpoints.ts";
import { hasRoutes } from "./ingress-backends.ts";
import { INGRESS_CONTROLLER } from "./ingress-controller.ts";
import type { NetworkAnalysis, NetworkSettings, Possibility, RefusedPolicy } from "./model.ts";
import type { CompiledPolicy } from "./policy.ts";
import { createReachability } from "./reachability.ts";
import { tieProblemsOf } from "./tie-problems.ts";
import type { UniverseSettings } from "./universe.ts";
import { askedBy, placementsOf } from "./unplaced.ts";

/** Reads endpoints and policies of a snapshot; what is asked of it later is computed then. */
export function createNetworkAnalysis(
  snapshot: Snapshot,
  settings: NetworkSettings = {},
): NetworkAnalysis {
  const profile = cniProfileOf(snapshot, settings);
  const endpoints = endpointsIn(snapshot, networkEndpointsOf(snapshot), settings);
  const { refused = [] } = settings;
  const applied = withoutPolicies(snapshot, refused);
  const { policies, problems } = compileNetworkPolicies(applied, profile.value);
  const enforced = policies.filter(({ family }) => profile.value.enforces.includes(family));
  const unenforced = policies.filter((policy) => !enforced.includes(policy));
  const podRanges = settings.podRanges ?? podRangesOf(snapshot);
  const placements = placementsOf(applied).map((placed) => ({
    endpoints: endpointsIn(snapshot, endpointsElsewhere(placed, snapshot), settings),
    policies: compileNetworkPolicies(placed, profile.value).policies,
  }));
  const knownTraits: KnownTraits = new WeakMap();
  const universeWith = (hostNetworkPods: "pod" | "node"): UniverseSettings => ({
    hostNetworkPods,
    ipBlocksMatchPods: settings.ipBlocksMatchPods ?? profile.value.ipBlocksMatchPods,
    ipBlocksMatchNodes: profile.value.ipBlocksMatchNodes,
    podRanges,
    namedPorts: profile.value.namedPorts,
    ownNode: profile.value.ownNode,
    ...(profile.value.labelFilter && { labelFilter: profile.value.labelFilter }),
    ...(placements.length > 0 && { knownTraits }),
  });
  const possibilitiesWith = (
    those: readonly CompiledPolicy[],
    counts: (policy: CompiledPolicy) => boolean,
  ): readonly Possibility[] =>
    hostNetworkOptions(settings, profile.value, endpoints, those).flatMap((hostNetworkPods) => {
      const universe = universeWith(hostNetworkPods);
      const elsewhere = placements.flatMap((placed) => {
        const counted = placed.policies.filter(counts);
        const reachability = createReachability(placed.endpoints, counted, universe);
        const asked = askedBy(endpoints, placed.endpoints, reachability);
        return asked ? [{ hostNetworkPods, reachability: asked, elsewhere: true }] : [];
      });
      const reachability = createReachability(endpoints, those, universe);
      return [{ hostNetworkPods, reachability }, ...elsewhere];
    });
  const isEnforced = ({ family }: CompiledPolicy): boolean =>
    profile.value.enforces.includes(family);
  const possibilities = possibilitiesWith(enforced, isEnforced);
  const analysis: NetworkAnalysis = {
    snapshot,
    profile,
    settings,
    endpoints,
    directory: createDirectory(endpoints),
    possibilities,
    ifEnforced: unenforced.length > 0 ? possibilitiesWith(policies, () => true) : undefined,
    unenforced,
    problems: [
      ...refused.map(({ entry, path, message }) => ({ object: entry.reference, path, message })),
      ...problems,
      ...possibilities.slice(0, 1).flatMap((each) => tieProblemsOf(each.reachability)),
    ],
    hasIpv6: showsIpv6(endpoints, policies, podRanges),
    once: remembering(() => analysis),
  };
  return analysis;
}

function withoutPolicies(snapshot: Snapshot, refused: readonly RefusedPolicy[]): Snapshot {
  return refused.length === 0
    ? snapshot
    : snapshot.with({ removed: new Set(refused.map(({ entry }) => entry)) });
}

function endpointsIn(
  snapshot: Snapshot,
  shown: readonly NetworkEndpoint[],
  { anyPod }: NetworkSettings,
): readonly NetworkEndpoint[] {
  return [...shown, ...(anyPod === true || hasRoutes(snapshot) ? [INGRESS_CONTROLLER] : [])];
}

function showsIpv6(
  endpoints: readonly NetworkEndpoint[],
  policies: readonly CompiledPolicy[],
  podRanges: readonly AddressRange[],
): boolean {
  return (
    podRanges.some(({ family }) => family === 6) ||
    distinguishedBy(policies).ranges.some(({ range }) => range.family === 6) ||
    endpoints.some(({ addresses }) => addresses.some(({ family }) => family === 6))
  );
}

// The two possibilities that Kubernetes' documentation names, where it matters which of them it is.
function hostNetworkOptions(
  settings: NetworkSettings,
  profile: CniProfile,
  endpoints: readonly NetworkEndpoint[],
  policies: readonly CompiledPolicy[],
): readonly ("pod" | "node")[] {
  const known = settings.hostNetworkPods ?? profile.hostNetworkPods;
  if (known !== "undefined") return [known];
  const matters =
    policies.length > 0 &&
    endpoints.some(({ kind, hostNetwork }) => kind !== "node" && hostNetwork);
  return matters ? ["node", "pod"] : ["node"];
}

function podRangesOf(snapshot: Snapshot): readonly AddressRange[] {
  const texts = snapshot.ofKind("", "Node").flatMap(({ object }) => {
    const all = listAt(object, "spec", "podCIDRs").flatMap((each) =>
      typeof each === "string" ? [each] : [],
    );
    return all.length > 0 ? all : [textAt(object, "spec", "podCIDR")];
  });
  return [...new Set(texts)].flatMap((text) => parseCidr(text) ?? []);
}

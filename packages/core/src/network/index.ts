export { parseCidr } from "./addresses.ts";
export { createNetworkAnalysis } from "./analysis.ts";
export { networkAssumptionsOf } from "./assumptions.ts";
export type { ReachQuestion } from "./can-reach.ts";
export { canReach } from "./can-reach.ts";
export { parseCniName } from "./cni.ts";
export type { ChangedConnection } from "./compare-connections.ts";
export { compareConnections } from "./compare-connections.ts";
export { connectionsOf } from "./connections.ts";
export type { NetworkExposures } from "./exposure/exposure.ts";
export { networkExposures } from "./exposure/exposure.ts";
export type { ExposureScope, NetworkExposure } from "./exposure/model.ts";
export type { GroupReach } from "./group-reach.ts";
export { groupReach, verdictOfReach } from "./group-reach.ts";
export { lintNetwork } from "./lint/lint.ts";
export type { NetworkRemark } from "./lint/remark.ts";
export type { MapEdge, MapNode, NetworkMap, Opening } from "./map.ts";
export { networkMapOf } from "./map.ts";
export type {
  Connection,
  ConnectionEnd,
  Connections,
  NetworkAnalysis,
  NetworkSettings,
} from "./model.ts";
export type { NetworkPlace } from "./places.ts";
export { parseNetworkPlace } from "./places.ts";
export type { PolicyProblem } from "./policy.ts";
export { isProtocol } from "./ports.ts";
export type { Reachability } from "./reachability.ts";
export type { SynthesizedKind } from "./synthesize/manifests.ts";
export { SYNTHESIZED_KINDS } from "./synthesize/manifests.ts";
export type { Need } from "./synthesize/need.ts";
export { nameOfEnd, nameOfNeed } from "./synthesize/need.ts";
export type { ObservedNeeds } from "./synthesize/observed.ts";
export { observedNeeds } from "./synthesize/observed.ts";
export type { Synthesis } from "./synthesize/synthesize.ts";
export { synthesize } from "./synthesize/synthesize.ts";
export type { SideVerdict } from "./trace.ts";
export type { NetworkVerdict } from "./verdict-between.ts";
export { nameOfParty } from "./verdict-between.ts";

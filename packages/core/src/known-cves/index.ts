export type { FoundComponent, FoundComponents, UnjudgedComponent } from "./components.ts";
export { componentsIn, helmReleaseFacts } from "./components.ts";
export { type Drift, type DriftRow, driftOf } from "./drift.ts";
export { READINGS } from "./readings.ts";
export { type ComponentCves, componentsOf, cveFactsOf, knownCvesOf } from "./rows.ts";
export { type ClusterSkew, clusterSkewOf, type NodeRow, type SkewRow } from "./skew.ts";

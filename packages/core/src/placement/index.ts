export { podsCalled, podsToPlace } from "./called.ts";
export { createPlacement, type Placement } from "./engine.ts";
export type {
  PlacementNode,
  PlacementPod,
  PlacementReason,
  PlacementVerdict,
} from "./model.ts";
export { matchNodeSelector, preferredScore } from "./node-selector.ts";
export { placementPodOf } from "./pods.ts";
export { nodeOf } from "./reading.ts";
export {
  compareNumeric,
  isWhitelisted,
  mergeTolerations,
  toleratesTaint,
  untoleratedTaint,
} from "./tolerations.ts";

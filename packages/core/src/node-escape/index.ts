export {
  type CapabilityGrant,
  capabilityGrantOf,
  capabilityName,
  drops,
} from "./capabilities.ts";
export { type EscapingPod, isPowerless } from "./container-escapes.ts";
export { escapesOf } from "./escapes.ts";
export { escapingPods } from "./escaping-pods.ts";
export { type HostPathSensitivity, sensitivityOfHostPath } from "./host-paths.ts";
export { type EscapeKind, type NodeEscape, opensNode, type Reach } from "./model.ts";
export { hostPathMountsOf } from "./mounts.ts";

export type { CapabilityGrant } from "./capabilities.ts";
export { CAPABILITY_GRANTS, capabilityGrantOf } from "./capabilities.ts";
export { escapesOf } from "./escapes.ts";
export type { HostPathSensitivity } from "./host-paths.ts";
export { sensitivityOfHostPath } from "./host-paths.ts";
export type { EscapeKind, Gain, NodeEscape } from "./model.ts";

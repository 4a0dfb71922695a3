export type { AdmissionContext } from "./admission.ts";
export { admitPodSecurity } from "./admission.ts";
export type { PodSecurityConfiguration } from "./configuration.ts";
export {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  parsePodSecurityConfiguration,
} from "./configuration.ts";
export type { PodSecurityViolation } from "./evaluate.ts";
export { evaluatePod, podSecurityChecksAt } from "./evaluate.ts";
export type { LevelVersion, PodSecurityLevel, PodSecurityVersion } from "./policy.ts";
export {
  parsePodSecurityLevel,
  parsePodSecurityVersion,
  policyOf as podSecurityPolicyOf,
} from "./policy.ts";
export type { NamespacedPod, Obstacle, Recommendation } from "./recommend.ts";
export { recommendLevels } from "./recommend.ts";
export type { PodSecurityAnswer } from "./verdict.ts";
export { podSecurityAnswer } from "./verdict.ts";
export { withVolumeDefaults } from "./volume-defaults.ts";

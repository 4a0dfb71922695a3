import type { CheckParameters } from "@watertight/core/checks";

/** What a scanner demands of everybody and we only of those who say so: the configuration that asks for the same. */
export const CONFIGURED: ReadonlyMap<string, Partial<CheckParameters>> = new Map([
  // A manifest that names no namespace counts as one for `default`.
  ["checkov:DefaultNamespace", { namespaceRequired: true }],
  ["datree:21", { requiredLabels: ["owner"] }],
  ["datree:58", { requiredProbeFields: ["successThreshold"] }],
  ["datree:59", { requiredProbeFields: ["failureThreshold"] }],
  ["polaris:metadataAndInstanceMismatched", { nameLabels: ["app.kubernetes.io/instance"] }],
  ["polaris:metadataAndNameMismatched", { nameLabels: ["app.kubernetes.io/name"] }],
]);

/** Checks that a scanner has in its tests only, with what they are called where it has them for its users. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  // Own checks, of Pods and of StatefulSets, that demand the name in the label app.kubernetes.io/name.
  ["polaris:nakedPod", "polaris:metadataAndNameMismatched"],
  ["polaris:oneController", "polaris:metadataAndNameMismatched"],
]);

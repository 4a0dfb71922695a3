export { decideTrust, matchesText } from "./decide.ts";
export type {
  TrustDecision,
  TrustEvidence,
  TrustPolicies,
  TrustPolicy,
  VerifiedSignature,
} from "./model.ts";

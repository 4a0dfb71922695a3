import { CIS_1_12 } from "./cis-1.12.ts";
import type { Framework } from "./framework.ts";
import { MITRE_ATTACK } from "./mitre-attack.ts";
import { MS_THREAT_MATRIX } from "./ms-threat-matrix.ts";
import { NIST_800_53 } from "./nist-800-53.ts";
import { NIST_800_190 } from "./nist-800-190.ts";
import { NSA_1_2 } from "./nsa-1.2.ts";
import { PSS_BASELINE, PSS_RESTRICTED } from "./pod-security-standards.ts";

/** Every framework that `scan --framework` knows. */
export const FRAMEWORKS: readonly Framework[] = [
  CIS_1_12,
  NSA_1_2,
  PSS_BASELINE,
  PSS_RESTRICTED,
  MITRE_ATTACK,
  MS_THREAT_MATRIX,
  NIST_800_190,
  NIST_800_53,
];

import type { PodSecurityCheck } from "../check.ts";
import { refuseUnmaskedProcMount } from "../proc-mount-type.ts";

/** `/proc` must keep its masks, in a user namespace too (restricted, v1.35, when baseline became softer). */
export const procMountRestricted: PodSecurityCheck = {
  id: "proc-mount-restricted",
  name: "procMount_restricted",
  level: "restricted",
  versions: [{ since: "v1.35", overrides: ["procMount"], evaluate: refuseUnmaskedProcMount }],
};

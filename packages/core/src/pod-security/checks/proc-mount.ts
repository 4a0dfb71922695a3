import type { PodSecurityCheck } from "../check.ts";
import { refuseUnmaskedProcMount } from "../proc-mount-type.ts";
import { unlessUserNamespaced } from "../security-contexts.ts";

/** `/proc` must keep its masks (baseline, v1.0; v1.35 spares pods in a user namespace). */
export const procMount: PodSecurityCheck = {
  id: "proc-mount",
  name: "procMount",
  level: "baseline",
  versions: [
    { since: "v1.0", evaluate: refuseUnmaskedProcMount },
    { since: "v1.35", evaluate: unlessUserNamespaced(refuseUnmaskedProcMount) },
  ],
};

import { LIVE_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { CONFIGURATION_OPTIONS, QUIET } from "../../../options.ts";
import { CAPTURE_OPTIONS, STORE_OPTIONS } from "../options.ts";

/** `watertight evidence watch`. */
export const watch: Command = {
  name: "watch",
  summary: "Follow pods and audit logs, and capture each pod of an incident that goes",
  usage: "evidence watch --cluster --audit LOG [OPTIONS]",
  operands: { placeholder: "", minimum: 0, maximum: 0, filenames: "apart" },
  options: [
    ...LIVE_OPTIONS,
    ...CAPTURE_OPTIONS,
    {
      name: "all",
      kind: "flag",
      description: "Capture every pod that goes, not those of incidents alone",
    },
    ...STORE_OPTIONS,
    ...CONFIGURATION_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight evidence watch --cluster --audit /var/log/kubernetes/audit/audit.log",
      description: "Until it is interrupted",
    },
  ],
  run: () => import("./run.ts"),
};

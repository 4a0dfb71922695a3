import { LIVE_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { QUIET } from "../../../options.ts";
import { CAPTURE_OPTIONS, STORE_OPTIONS } from "../options.ts";

/** `watertight evidence capture`. */
export const capture: Command = {
  name: "capture",
  summary:
    "Keep what there is of a pod: object, owners, node, events, logs, audit events, findings",
  usage: "evidence capture pod/NAMESPACE/NAME --cluster [OPTIONS]",
  operands: { placeholder: "pod/NAMESPACE/NAME", minimum: 1, maximum: 1, filenames: "apart" },
  options: [...LIVE_OPTIONS, ...CAPTURE_OPTIONS, ...STORE_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight evidence capture pod/shop/web-0 --cluster --audit audit.log",
      description:
        "Before anything is changed; of a pod that is gone what the log and the API server have",
    },
  ],
  run: () => import("./run.ts"),
};

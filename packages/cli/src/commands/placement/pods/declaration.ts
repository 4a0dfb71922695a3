import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { ASKED_AND_PATHS, EVER, EXPLAIN_PLACEMENT } from "../options.ts";

/** `watertight placement pods`. */
export const pods: Command = {
  name: "pods",
  summary: "List the pods that a node may get, and what keeps the others away",
  usage: "placement pods NODE [OPTIONS] PATH...",
  operands: { ...ASKED_AND_PATHS, placeholder: "NODE and PATH" },
  options: [EXPLAIN_PLACEMENT, EVER, TEXT_OR_JSON, NAMESPACE_OF_OBJECTS, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight placement pods node-7 --ever --cluster",
      description: "Which pods could ever come to a node, whatever is there now",
    },
  ],
  run: () => import("./run.ts"),
};

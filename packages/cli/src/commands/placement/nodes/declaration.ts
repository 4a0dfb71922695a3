import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { ASKED_AND_PATHS, EVER, EXPLAIN_PLACEMENT } from "../options.ts";

/** `watertight placement nodes`. */
export const nodes: Command = {
  name: "nodes",
  summary: "List the nodes that a pod may run on, and what keeps it off the others",
  usage: "placement nodes POD [OPTIONS] PATH...",
  operands: { ...ASKED_AND_PATHS, placeholder: "POD and PATH" },
  options: [EXPLAIN_PLACEMENT, EVER, TEXT_OR_JSON, NAMESPACE_OF_OBJECTS, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight placement nodes deployment/shop/web --cluster",
      description: "Where pods of a Deployment may go, by selectors, taints, affinity and room",
    },
  ],
  run: () => import("./run.ts"),
};

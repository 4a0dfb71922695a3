import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";
import { EVER, EXPLAIN_PLACEMENT } from "../options.ts";

/** `watertight placement can-run`. */
export const canRun: Command = {
  name: "can-run",
  summary: "Say whether a pod may run on a node, as the scheduler and the kubelet decide it",
  usage:
    "placement can-run --pod POD --node NODE [OPTIONS] PATH...\n       watertight placement can-run --batch FILE [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "pod",
      kind: "value",
      placeholder: "POD",
      description: "NS/NAME or KIND/NS/NAME",
    },
    { name: "node", kind: "value", placeholder: "NODE", description: "Name of the node" },
    EXPLAIN_PLACEMENT,
    EVER,
    TEXT_OR_JSON,
    BATCH,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight placement can-run --pod shop/web --node node-7 deploy/",
      description: "Whether a pod may run on a node: exit status 0 yes, 1 no",
    },
    {
      command: "watertight placement can-run --batch questions.jsonl deploy/",
      description: "A thousand questions in one process; pods and nodes by name or as objects",
    },
  ],
  run: () => import("./run.ts"),
};

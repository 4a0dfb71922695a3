import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { ATTACK_OPTIONS } from "../options.ts";

/** `watertight paths edges`. */
export const edges: Command = {
  name: "edges",
  summary: "Write every edge of the graph once, with its proof and its names in other tools",
  usage: "paths edges [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    ...ATTACK_OPTIONS,
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "jsonl"],
      default: "text",
      description: "Format of the edges",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight paths edges -o jsonl deploy/",
      description: "For graph databases and tools of one's own",
    },
  ],
  run: () => import("./run.ts"),
};

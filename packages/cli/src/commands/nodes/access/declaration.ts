import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { NODE_NAME } from "../options.ts";

/** `watertight nodes access`. */
export const access: Command = {
  name: "access",
  summary: "Say by which ways somebody gets onto nodes, a table for each pool",
  usage: "nodes access [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json"],
      default: "text",
      description: "Format of the answer",
    },
    NODE_NAME,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight nodes access nodes.jsonl prod.snapshot",
      description: "SSH, ports, rights and pods, by facts of the nodes and objects of the cluster",
    },
    {
      command: "watertight nodes access --cluster",
      description: "What the API alone shows; ways that only nodes show stay unknown",
    },
  ],
  run: () => import("./run.ts"),
};

import { CLUSTER_OPTIONS, NAMESPACE_OF_OBJECTS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";

/** `watertight objects`. */
export const objects: Command = {
  name: "objects",
  summary: "Print the Kubernetes objects that were read, one a line",
  usage: "objects [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["jsonl"],
      default: "jsonl",
      description: "Format of the objects",
    },
    NAMESPACE_OF_OBJECTS,
    ...CLUSTER_OPTIONS,
  ],
  examples: [
    {
      command: "watertight objects -o jsonl deploy/",
      description: "Every object with its file, document and line",
    },
  ],
  run: () => import("./run.ts"),
};

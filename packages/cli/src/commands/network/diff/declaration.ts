import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";

/** `watertight network diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Compare who may connect to whom in two states",
  usage: "network diff [OPTIONS] OLD NEW",
  operands: { placeholder: "PATH", minimum: 2, maximum: 2, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "markdown"],
      default: "text",
      description: "Format of the comparison",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight network diff main/deploy branch/deploy",
      description: "Fails when a change opens a connection",
    },
  ],
  run: () => import("./run.ts"),
};

import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";

/** `watertight access diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Tell what each subject gained and lost between two versions, in effective rights",
  usage: "access diff OLD NEW [OPTIONS]",
  operands: { placeholder: "the old and the new path", minimum: 2, maximum: 2, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "markdown"],
      default: "text",
      description: "Format of the answer",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight access diff main/deploy/ deploy/",
      description: "What a change of roles means; exit status 1 when anybody gains a right",
    },
  ],
  run: () => import("./run.ts"),
};

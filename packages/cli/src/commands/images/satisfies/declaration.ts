import type { Command } from "../../../command.ts";
import { BATCH } from "../../../options.ts";

/** `watertight images satisfies`. */
export const satisfies: Command = {
  name: "satisfies",
  summary: "Tell whether a version is in a constraint, by the rules of its ecosystem",
  usage: "images satisfies ECOSYSTEM VERSION CONSTRAINT | --batch FILE",
  operands: { placeholder: "ECOSYSTEM VERSION CONSTRAINT", minimum: 0, maximum: 3 },
  options: [BATCH],
  examples: [
    {
      command: 'watertight images satisfies npm 1.2.3 ">= 1.0.0, < 2.0.0"',
      description: "Prints yes, or prints no and ends with status 1",
    },
    {
      command: "watertight images satisfies --batch - < questions.jsonl",
      description: "Many: {id, ecosystem, version, constraint} a line",
    },
  ],
  run: () => import("./run.ts"),
};

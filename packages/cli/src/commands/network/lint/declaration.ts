import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { PATHS } from "../options.ts";

/** `watertight network lint`. */
export const lint: Command = {
  name: "lint",
  summary: "Find mistakes and redundant rules in network policies",
  usage: "network lint [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [TEXT_OR_JSON, NAMESPACE_OF_OBJECTS, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight network lint deploy/",
      description: "Policies that select nothing, redundant rules, and rules that allow too much",
    },
  ],
  run: () => import("./run.ts"),
};

import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight policy lint`. */
export const lint: Command = {
  name: "lint",
  summary: "Find what is wrong with admission policies before they are applied",
  usage: "policy lint [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [TEXT_OR_JSON, NAMESPACE_OF_OBJECTS, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight policy lint --kube-version 1.31 policies/",
      description: "Types, libraries that 1.31 does not take yet, and policies that fail open",
    },
  ],
  run: () => import("./run.ts"),
};

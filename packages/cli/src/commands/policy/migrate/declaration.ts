import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight policy migrate`. */
export const migrate: Command = {
  name: "migrate",
  summary: "Write policies of Kyverno, Gatekeeper and PodSecurityPolicy as admission policies",
  usage: "policy migrate [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [TEXT_OR_JSON, NAMESPACE_OF_OBJECTS, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight policy migrate kyverno/ gatekeeper/ > policies.yaml",
      description: "What can be said in CEL, and on standard error what cannot, with its reason",
    },
  ],
  run: () => import("./run.ts"),
};

import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight versions skew`. */
export const skew: Command = {
  name: "skew",
  summary: "Tell whether the versions of a cluster's parts fit together, now and for a target",
  usage: "versions skew [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "target",
      kind: "value",
      placeholder: "VERSION",
      description: "The version that the API servers are to get, as 1.36",
    },
    TEXT_OR_JSON,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight versions skew --cluster --target 1.36",
      description: "What does not fit together, and what has to go up before the API servers do",
    },
  ],
  readsNot: ["/secrets"],
  run: () => import("./run.ts"),
};

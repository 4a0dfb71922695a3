import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { TEXT_OR_JSON } from "../../options.ts";
import { TENANT_OPTIONS } from "../placement/options.ts";

/** `watertight verify`. */
export const verify: Command = {
  name: "verify",
  summary: "Check a statement of isolation by plain references that share nothing with the engines",
  usage: "verify STATEMENT --against PATH [OPTIONS]",
  operands: { placeholder: "STATEMENT", minimum: 1, maximum: 1, completes: "file" },
  options: [
    {
      name: "against",
      kind: "values",
      placeholder: "PATH",
      completes: "file",
      description: "Manifests or a snapshot that it is to hold for; may be repeated",
    },
    ...TENANT_OPTIONS,
    TEXT_OR_JSON,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight verify a.json --against deploy/",
      description:
        "One packet, one request, one pod at a time: exit status 0 it holds, 1 it does not",
    },
  ],
  run: () => import("./run.ts"),
};

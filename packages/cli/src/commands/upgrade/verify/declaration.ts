import { CLUSTER_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight upgrade verify`. */
export const verify: Command = {
  name: "verify",
  summary: "Compare a cluster before and after an upgrade, and name who did what beside it",
  usage: "upgrade verify BEFORE AFTER [--audit FILE] [OPTIONS]",
  operands: {
    placeholder: "BEFORE and AFTER",
    minimum: 2,
    maximum: 2,
    completes: "file",
    filenames: "apart",
  },
  options: [
    {
      name: "audit",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "An audit log of the time between; may be repeated, - is standard input",
    },
    TEXT_OR_JSON,
    ...CLUSTER_OPTIONS,
  ],
  examples: [
    {
      command: "watertight upgrade verify before.snapshot after.snapshot --audit audit.log",
      description: "What was not upgraded, what is gone or weaker, and who wrote it",
    },
    {
      command: "watertight upgrade verify before.snapshot cluster: -o json",
      description: "The same against the running cluster",
    },
  ],
  run: () => import("./run.ts"),
};

import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../../cluster-options.ts";
import type { Command } from "../../../../command.ts";
import { LOOK_OPTIONS } from "../options.ts";

/** `watertight nodes baseline check`. */
export const check: Command = {
  name: "check",
  summary: "Tell which files changed since a baseline, what accounts for it, and who was there",
  usage: "nodes baseline check [OPTIONS] BASELINE [PATH...]",
  operands: { placeholder: "BASELINE", minimum: 1, completes: "file" },
  options: [
    ...LOOK_OPTIONS,
    {
      name: "audit-log",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description:
        "Audit log since the baseline, also packed: a change at whose time nobody was on the node is one that was not audited; may be repeated",
    },
    {
      name: "digest",
      kind: "value",
      placeholder: "SHA256",
      description: "The digest of the baseline's last line, as it was kept elsewhere",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json"],
      default: "text",
      description: "Format of the answer",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight nodes baseline check --audit-log audit.log n1.baseline cluster.json.gz",
      description: "With the cluster, whose pods tell who could reach the node's files",
    },
  ],
  run: () => import("./run.ts"),
};

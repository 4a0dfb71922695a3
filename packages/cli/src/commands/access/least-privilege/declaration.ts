import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { PATHS } from "../options.ts";

/** `watertight access least-privilege`. */
export const leastPrivilege: Command = {
  name: "least-privilege",
  summary: "Find excess rights, and write roles and bindings with least privilege",
  usage: "access least-privilege [--used FILE...] [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    {
      name: "used",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Audit log, an event a line; who is in it keeps what was used; may be repeated",
    },
    {
      name: "window-complete",
      kind: "flag",
      description: "The log covers all that anybody needs: who is not in it needs nothing",
    },
    {
      name: "keep-names",
      kind: "flag",
      description: "With --used, limit rights to the names of the objects that were used",
    },
    {
      name: "output-dir",
      kind: "value",
      placeholder: "DIR",
      completes: "file",
      description: "Write apply.yaml and delete.yaml into this folder",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "yaml"],
      default: "text",
      description: "Format of the answer; yaml is what to apply",
    },
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight access least-privilege deploy/",
      description: "Who has more than it needs, and what it could no longer do",
    },
    {
      command: "watertight access least-privilege --used audit.log --output-dir narrowed/ deploy/",
      description: "Roles and bindings that leave what the log shows to be used",
    },
  ],
  run: () => import("./run.ts"),
};

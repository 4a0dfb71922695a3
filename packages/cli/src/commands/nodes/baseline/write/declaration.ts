import type { Command } from "../../../../command.ts";
import { QUIET } from "../../../../options.ts";
import { LOOK_OPTIONS } from "../options.ts";

/** `watertight nodes baseline write`. */
export const write: Command = {
  name: "write",
  summary: "Write down type, permissions, owner and content's digest of a node's files",
  usage: "nodes baseline write [OPTIONS]",
  operands: { placeholder: "", minimum: 0, maximum: 0, filenames: "apart" },
  options: [
    ...LOOK_OPTIONS,
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      default: "standard output",
      description: "Where the baseline is written; keep it where the node cannot reach it",
    },
    {
      name: "include",
      kind: "values",
      placeholder: "PATH",
      description:
        "Look at this instead of programs, units, settings and keys; * stands for part of a name; may be repeated",
    },
    {
      name: "exclude",
      kind: "values",
      placeholder: "PATH",
      description: "Leave this out besides what the kubelet keeps for itself; may be repeated",
    },
    QUIET,
  ],
  examples: [
    {
      command: "watertight nodes baseline write -o n1.baseline",
      description: "Of this node; its last line has the digest to keep elsewhere",
    },
  ],
  run: () => import("./run.ts"),
};

import { LIVE_OPTIONS, READ_NAMESPACE_SHORT } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { QUIET } from "../../options.ts";

/** `watertight snapshot`. */
export const snapshot: Command = {
  name: "snapshot",
  summary: "Keep a running cluster in a file that every verb takes in place of PATH",
  usage: "snapshot [OPTIONS] -o FILE",
  // The cluster is no operand here.
  operands: { placeholder: "", minimum: 0, maximum: 0, filenames: "apart" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Where it is written: compressed, and without the values of Secrets",
    },
    {
      name: "node-facts",
      kind: "values",
      placeholder: "PATH",
      completes: "file",
      description:
        "Facts of nodes that are kept too, as node collect writes them, or kubescape, trivy or Lynis; may be repeated",
    },
    READ_NAMESPACE_SHORT,
    ...LIVE_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight snapshot -o prod.snapshot --context prod",
      description: "A cluster to look into later, or without access to it",
    },
    {
      command: "watertight snapshot -o prod.snapshot --node-facts nodes.jsonl",
      description: "With what node collect --cluster has read of its nodes",
    },
  ],
  run: () => import("./run.ts"),
};

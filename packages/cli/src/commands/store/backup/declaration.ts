import type { Command } from "../../../command.ts";
import { DATABASE, QUIET } from "../../../options.ts";

/** `watertight store backup`. */
export const backup: Command = {
  name: "backup",
  summary: "Write all that a store has to a file, while the server runs",
  usage: "store backup [--database PLACE] FILE",
  operands: { placeholder: "FILE", minimum: 1, maximum: 1, completes: "file" },
  options: [DATABASE, QUIET],
  examples: [
    {
      command: "watertight store backup --database watertight.db backup.gz",
      description: "As it is at one moment; of either database, for either",
    },
  ],
  run: () => import("./run.ts"),
};

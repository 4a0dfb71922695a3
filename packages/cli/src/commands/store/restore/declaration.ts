import type { Command } from "../../../command.ts";
import { DATABASE, QUIET } from "../../../options.ts";

/** `watertight store restore`. */
export const restore: Command = {
  name: "restore",
  summary: "Fill an empty store from a backup, all of it or nothing",
  usage: "store restore [--database PLACE] FILE",
  operands: { placeholder: "FILE", minimum: 1, maximum: 1, completes: "file" },
  options: [DATABASE, QUIET],
  examples: [
    {
      command: "watertight store restore --database postgres://db/watertight backup.gz",
      description: "From a file to PostgreSQL",
    },
  ],
  run: () => import("./run.ts"),
};

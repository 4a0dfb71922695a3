import type { Command } from "../../../command.ts";
import { STORE_OPTIONS } from "../options.ts";

/** `watertight evidence release`. */
export const release: Command = {
  name: "release",
  summary: "End a legal hold",
  usage: "evidence release CAPTURE --reason TEXT [OPTIONS]",
  operands: { placeholder: "CAPTURE", minimum: 1, maximum: 1 },
  options: STORE_OPTIONS,
  examples: [
    {
      command: "watertight evidence release 1 --reason closed",
      description: "Its days count again",
    },
  ],
  run: () => import("./run.ts"),
};

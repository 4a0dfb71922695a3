import type { Command } from "../../../command.ts";
import { STORE_OPTIONS } from "../options.ts";

/** `watertight evidence hold`. */
export const hold: Command = {
  name: "hold",
  summary: "Keep a capture until it is released, whatever its days (legal hold)",
  usage: "evidence hold CAPTURE --reason TEXT [OPTIONS]",
  operands: { placeholder: "CAPTURE", minimum: 1, maximum: 1 },
  options: STORE_OPTIONS,
  examples: [
    { command: "watertight evidence hold 1 --reason 'case 7'", description: "Expire leaves it" },
  ],
  run: () => import("./run.ts"),
};

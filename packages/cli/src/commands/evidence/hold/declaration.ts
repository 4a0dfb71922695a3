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
  run: async () => ({ run: (await import("./run.ts")).hold }),
};

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
  run: async () => ({ run: (await import("./run.ts")).release }),
};

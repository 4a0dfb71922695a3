import type { Command } from "../../../command.ts";
import { STORE_OPTIONS } from "../options.ts";

/** `watertight evidence expire`. */
export const expire: Command = {
  name: "expire",
  summary: "Remove captures whose days are over and that nobody holds",
  usage: "evidence expire [OPTIONS]",
  operands: { placeholder: "", minimum: 0, maximum: 0 },
  options: STORE_OPTIONS,
  examples: [
    {
      command: "watertight evidence expire --reason retention",
      description: "The chain says what went",
    },
  ],
  run: () => import("./run.ts"),
};

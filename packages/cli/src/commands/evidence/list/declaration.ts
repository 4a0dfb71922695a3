import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { STORE_OPTIONS } from "../options.ts";

/** `watertight evidence list`. */
export const list: Command = {
  name: "list",
  summary: "Show what is kept, until when, and who had it",
  usage: "evidence list [OPTIONS]",
  operands: { placeholder: "", minimum: 0, maximum: 0 },
  options: [TEXT_OR_JSON, ...STORE_OPTIONS],
  examples: [{ command: "watertight evidence list", description: "Captures with their custody" }],
  run: () => import("./run.ts"),
};

import type { Command } from "../../command.ts";
import { importing } from "./import/declaration.ts";

/** `watertight exceptions`. */
export const exceptions: Command = {
  name: "exceptions",
  summary: "Import exceptions from other scanners",
  usage: "exceptions VERB [OPTIONS]",
  options: [],
  subcommands: [importing],
  examples: importing.examples,
};

import type { Command } from "../../command.ts";
import { TEXT_OR_JSON } from "../../options.ts";

/** `watertight version`. */
export const version: Command = {
  name: "version",
  summary: "Print the version, the Kubernetes that it knows and what it runs on",
  usage: "version [OPTIONS]",
  options: [TEXT_OR_JSON],
  examples: [{ command: "watertight version", description: "What to include in a bug report" }],
  run: () => import("./run.ts"),
};

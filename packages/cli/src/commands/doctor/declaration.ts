import type { Command } from "../../command.ts";
import { CONFIGURATION_OPTIONS, QUIET, TEXT_OR_JSON } from "../../options.ts";

/** `watertight doctor`. */
export const doctor: Command = {
  name: "doctor",
  summary: "Tell which programs are installed, what is skipped without them and how to get them",
  usage: "doctor [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [TEXT_OR_JSON, ...CONFIGURATION_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight doctor",
      description: "What the working directory needs: exit status 3 where some of it is missing",
    },
    { command: "watertight doctor charts/ overlays/", description: "The same of two folders" },
  ],
  run: () => import("./run.ts"),
};

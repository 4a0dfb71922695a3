import type { Command } from "../../../command.ts";
import { CONFIGURATION_OPTIONS } from "../../../options.ts";

/** `watertight notify test`. */
export const test: Command = {
  name: "test",
  summary: "Send one test message by each configured channel, and say what became of it",
  usage: "notify test [--channel NAME] [OPTIONS]",
  operands: { placeholder: "", minimum: 0, maximum: 0 },
  options: [
    {
      name: "channel",
      kind: "values",
      placeholder: "NAME",
      default: "all",
      description: "By this channel; may be repeated",
    },
    ...CONFIGURATION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight notify test --config watertight.yaml --channel soc",
      description: "Exit status 1 where a channel did not take it, with the reason",
    },
  ],
  run: () => import("./run.ts"),
};

import type { Command } from "../../command.ts";
import { CONFIGURATION_OPTIONS, DATABASE, QUIET } from "../../options.ts";

/** `watertight mcp`; the verbs that it asks are asked for when it runs. */
export const mcp = (commands: () => readonly Command[]): Command => ({
  name: "mcp",
  summary: "Answer an assistant by the Model Context Protocol, from what a server remembers",
  usage: "mcp [--database PLACE]",
  options: [DATABASE, ...CONFIGURATION_OPTIONS, QUIET],
  operands: { placeholder: "nothing", minimum: 0, maximum: 0 },
  examples: [
    {
      command: "watertight mcp --database watertight.db",
      description: "On standard input and output, read-only; a server answers at /mcp too",
    },
  ],
  run: async () => {
    const { runWith } = await import("./run.ts");
    return { run: runWith(commands()) };
  },
});

import type { Command } from "../../../command.ts";
import { QUIET, RENDER_OPTIONS, TEXT_OR_JSON } from "../../../options.ts";
import { VERSION } from "../options.ts";

/** `watertight pod-security recommend`. */
export const recommend: Command = {
  name: "recommend",
  summary: "Print the highest level that each namespace can take today",
  usage: "pod-security recommend [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [VERSION, TEXT_OR_JSON, ...RENDER_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight pod-security recommend deploy/",
      description: "The level of each namespace, and what stands in the way of the next",
    },
  ],
  run: () => import("./run.ts"),
};

import {
  AGAINST_OPTIONS,
  CLUSTER_OPTIONS,
  NAMESPACE_OF_OBJECTS,
} from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { VERSION } from "../options.ts";

/** `watertight pod-security recommend`. */
export const recommend: Command = {
  name: "recommend",
  summary: "Print the highest level that each namespace can enforce today",
  usage: "pod-security recommend [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [VERSION, TEXT_OR_JSON, NAMESPACE_OF_OBJECTS, ...AGAINST_OPTIONS, ...CLUSTER_OPTIONS],
  examples: [
    {
      command: "watertight pod-security recommend deploy/",
      description: "The level of each namespace, and what stands in the way of the next",
    },
  ],
  run: () => import("./run.ts"),
};

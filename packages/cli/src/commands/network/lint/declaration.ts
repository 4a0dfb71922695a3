import type { Command, OptionDeclaration } from "../../../command.ts";
import { QUIET, RENDER_OPTIONS, TEXT_OR_JSON } from "../../../options.ts";
import { PATHS, PLUG_IN_OPTIONS } from "../options.ts";

const WHOLE_CLUSTER: OptionDeclaration = {
  name: "whole-cluster",
  kind: "flag",
  description: "The input is everything in the cluster: what it does not show does not exist",
};

/** `watertight network lint`. */
export const lint: Command = {
  name: "lint",
  summary: "Say what is wrong or of no use in network policies",
  usage: "network lint [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [TEXT_OR_JSON, WHOLE_CLUSTER, ...PLUG_IN_OPTIONS, ...RENDER_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight network lint deploy/",
      description:
        "Policies that select nothing, rules that others make redundant, and what lets too much",
    },
  ],
  run: () => import("./run.ts"),
};

import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { TEXT_OR_JSON } from "../../options.ts";
import { ATTACK_OPTIONS, END_OPTIONS } from "../paths/options.ts";

/** `watertight fixes`. */
export const fixes: Command = {
  name: "fixes",
  summary: "Find the smallest change that cuts all paths of attack, proven on the changed cluster",
  usage: "fixes [--from ENTITY] [--to ENTITY] [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    ...END_OPTIONS,
    ...ATTACK_OPTIONS,
    {
      name: "budget",
      kind: "value",
      placeholder: "N",
      minimum: 1,
      description: "What the edits may cost together; then those that cut most for it",
    },
    TEXT_OR_JSON,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight fixes --cluster",
      description: "From the internet and pipelines to cluster-admin, nodes and tenants",
    },
    {
      command: "watertight fixes --budget 3 deploy/",
      description: "The most that three small edits do",
    },
  ],
  run: () => import("./run.ts"),
};

import type { Command } from "../../../../command.ts";
import { TEXT_OR_JSON } from "../../../../options.ts";

/** `watertight audit policy diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Tell which requests another audit policy records more or less of",
  usage: "audit policy diff [OPTIONS] OLD NEW",
  operands: { placeholder: "OLD NEW", minimum: 2, maximum: 2, completes: "file" },
  options: [TEXT_OR_JSON],
  examples: [
    {
      command: "watertight audit policy diff audit-policy.yaml audit-policy.new.yaml",
      description: "What is lost and gained, each with a request; exit status 1 for a loss",
    },
  ],
  run: () => import("./run.ts"),
};

import type { Command } from "../../../command.ts";
import { BATCH } from "../../../options.ts";

/** `watertight audit level`. */
export const level: Command = {
  name: "level",
  summary: "Tell at which level an audit policy records requests, as the API server does",
  usage: "audit level --batch FILE POLICY",
  operands: { placeholder: "POLICY", minimum: 1, maximum: 1, completes: "file" },
  options: [BATCH],
  examples: [
    {
      command: "watertight audit level --batch requests.jsonl audit-policy.yaml",
      description: "Level, omitted stages and the rule that decides, one request a line",
    },
  ],
  run: () => import("./run.ts"),
};

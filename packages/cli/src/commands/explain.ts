import type { Command } from "../command.ts";

/** `watertight explain`. */
export const explain: Command = {
  name: "explain",
  summary: "Tell why a check exists, what to change, and show examples",
  usage: "explain ID...",
  operands: { placeholder: "the ID of a check", minimum: 1, completes: "check-id" },
  options: [],
  examples: [
    { command: "watertight explain privileged", description: "Everything about one check" },
  ],
  run: () => import("./explain/run.ts"),
};

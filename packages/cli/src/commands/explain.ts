import type { Command } from "../command.ts";

/** `watertight explain`. */
export const explain: Command = {
  name: "explain",
  summary: "Tell why a check exists, what to change, and show examples",
  usage: "explain ID...",
  operands: {
    placeholder: "the ID of a check, here or in another tool",
    minimum: 1,
    completes: "check-id",
  },
  options: [],
  examples: [
    {
      command: "watertight explain privileged-container",
      description: "Everything about one check",
    },
    { command: "watertight explain CKV_K8S_16", description: "By its name in another tool" },
  ],
  run: () => import("./explain/run.ts"),
};

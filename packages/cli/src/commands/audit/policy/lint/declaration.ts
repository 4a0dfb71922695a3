import type { Command } from "../../../../command.ts";
import { KUBE_VERSION, TEXT_OR_JSON } from "../../../../options.ts";

/** `watertight audit policy lint`. */
export const lint: Command = {
  name: "lint",
  summary: "Find what an audit policy does not do, does not see, or shows too much of",
  usage: "audit policy lint [OPTIONS] POLICY...",
  operands: { placeholder: "POLICY", minimum: 1, completes: "file" },
  options: [KUBE_VERSION, TEXT_OR_JSON],
  examples: [
    {
      command: "watertight audit policy lint audit-policy.yaml",
      description: "Rules that are never reached, Secrets in the log, commands that nobody sees",
    },
  ],
  run: () => import("./run.ts"),
};

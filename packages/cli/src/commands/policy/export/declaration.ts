import type { Command } from "../../../command.ts";

/** `watertight policy export`. */
export const exportPolicies: Command = {
  name: "export",
  summary: "Write checks as admission policies, for clusters of Kubernetes 1.30 and later",
  usage: "policy export [CHECK...] [OPTIONS]",
  operands: { placeholder: "CHECK", minimum: 0, completes: "check-id" },
  options: [
    {
      name: "action",
      kind: "value",
      placeholder: "ACTION",
      choices: ["Deny", "Warn", "Audit"],
      default: "Warn",
      description: "What the bindings do where a policy is violated",
    },
    {
      name: "list",
      kind: "flag",
      description: "Only name the checks that can be exported",
    },
  ],
  examples: [
    {
      command: "watertight policy export privileged-container host-network --action Deny",
      description: "Two checks as policies that deny, with their bindings",
    },
    {
      command: "watertight policy export | kubectl apply -f -",
      description: "Warnings at admission for all that can be said in CEL",
    },
  ],
  run: () => import("./run.ts"),
};

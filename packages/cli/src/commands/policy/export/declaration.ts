import type { Command } from "../../../command.ts";

/** `watertight policy export`. */
export const exportPolicies: Command = {
  name: "export",
  summary:
    "Write checks, and what keeps nodes and tenants apart, as admission policies for Kubernetes 1.30 and later",
  usage: "policy export [POLICY...] [OPTIONS]",
  operands: { placeholder: "POLICY", minimum: 0, completes: "check-id" },
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
      name: "tenant",
      kind: "values",
      placeholder: "NAME=NAMESPACE,...",
      description:
        "The tenant, with its namespaces, of policies whose name begins with tenant or dedicated; may be repeated",
    },
    {
      name: "except",
      kind: "values",
      placeholder: "NAMESPACE/NAME",
      description:
        "A DaemonSet that comes to the dedicated nodes of a tenant all the same; may be repeated",
    },
    {
      name: "list",
      kind: "flag",
      description: "Only name the policies that can be exported",
    },
  ],
  examples: [
    {
      command: "watertight policy export privileged-container host-network --action Deny",
      description: "Two checks as policies that deny, with their bindings",
    },
    {
      command:
        "watertight policy export --tenant payments=payments --except platform/log-collector --action Deny",
      description:
        "What keeps nodes and namespaces of a tenant its own; placement dedicated proves it",
    },
    {
      command: "watertight policy export | kubectl apply -f -",
      description: "Warnings at admission for all that can be said in CEL",
    },
  ],
  run: () => import("./run.ts"),
};

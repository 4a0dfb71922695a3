import { LIVE_OPTIONS, READ_NAMESPACE_SHORT } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { QUIET } from "../../options.ts";

/** `watertight rbac-needed`, which has to know all verbs; they are asked for when it runs. */
export const rbacNeeded = (commands: () => readonly Command[]): Command => ({
  name: "rbac-needed",
  summary: "Print the least roles that reading a running cluster takes",
  usage: "rbac-needed [OPTIONS] [VERB...]",
  operands: { placeholder: "VERB", minimum: 0, filenames: "apart" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["yaml", "json"],
      default: "yaml",
      description: "Format of the roles",
    },
    {
      name: "name",
      kind: "value",
      placeholder: "NAME",
      default: "watertight",
      description: "Name of the roles",
    },
    READ_NAMESPACE_SHORT,
    ...LIVE_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight rbac-needed | kubectl apply -f -",
      description: "One ClusterRole that lists what any verb reads",
    },
    {
      command: "watertight rbac-needed network connections pod-security",
      description: "What a subverb and a verb read: no Secrets, no roles and no bindings",
    },
    {
      command: "watertight rbac-needed --cluster -n shop,bank scan",
      description: "A Role for each namespace, with the custom resources of that cluster",
    },
  ],
  run: async () => {
    const { printsRolesFor } = await import("./run.ts");
    return { run: printsRolesFor(commands()) };
  },
});

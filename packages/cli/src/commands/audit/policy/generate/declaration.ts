import { QUESTION_OPTIONS } from "../../../../cluster-options.ts";
import type { Command } from "../../../../command.ts";

/** `watertight audit policy generate`. */
export const generate: Command = {
  name: "generate",
  summary: "Write an audit policy for a purpose, fitted to what a cluster has",
  usage: "audit policy generate [--for PURPOSE] [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "for",
      kind: "value",
      placeholder: "PURPOSE",
      choices: ["security", "cis", "least-volume"],
      default: "security",
      description:
        "To investigate attacks, to pass CIS 3.2.2, or to record as little as shows them",
    },
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight audit policy generate --for security > audit-policy.yaml",
      description:
        "Credentials by their metadata, ways into pods always, changes with what was sent",
    },
    {
      command: "watertight audit policy generate --for least-volume --cluster > audit-policy.yaml",
      description: "Without what the components of this cluster read all the time",
    },
  ],
  run: () => import("./run.ts"),
};

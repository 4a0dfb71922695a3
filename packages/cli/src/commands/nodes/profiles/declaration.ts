import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { NODE_NAME } from "../options.ts";

/** `watertight nodes profiles`. */
export const profiles: Command = {
  name: "profiles",
  summary: "Say which AppArmor, seccomp and SELinux profiles pods name that nodes lack",
  usage: "nodes profiles [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json"],
      default: "text",
      description: "Format of the answer",
    },
    {
      name: "selinux-policy",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description:
        "Policy of SELinux that nodes load (/sys/fs/selinux/policy), whose types seinfo of setools tells",
    },
    NODE_NAME,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight nodes profiles nodes.jsonl deploy/",
      description: "What pods of a folder name, held against what the nodes have",
    },
  ],
  run: () => import("./run.ts"),
};

import { CALLER_OPTIONS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";

/** `watertight upgrade plan`. */
export const plan: Command = {
  name: "plan",
  summary: "Order the steps to another version, each with what has to hold before it",
  usage: "upgrade plan --to VERSION [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "to",
      kind: "value",
      placeholder: "VERSION",
      description: "The version of Kubernetes that is to be, as 1.38 or v1.38.2",
    },
    {
      name: "from",
      kind: "value",
      placeholder: "VERSION",
      default: "what the API server or its pods say, else the newest kubelet",
      description: "The version that the API server has",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "markdown", "svg"],
      default: "text",
      description: "Format of the answer; markdown is a checklist, svg the rollout over time",
    },
    {
      name: "write-fixes",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description:
        "Write the objects that let blocked drains pass, judged again with them, as YAML; - is standard output",
    },
    {
      name: "audit-policy",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "The audit policy of the API server: at which level it records the steps",
    },
    ...CALLER_OPTIONS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight upgrade plan --to 1.38 --cluster",
      description:
        "Every step in order, what blocks and what stops; exit status 1 if it is blocked",
    },
    {
      command: "watertight upgrade plan --to 1.38 -o markdown --audit audit.log cluster.snapshot",
      description: "A checklist for the record of the change, of a kept snapshot",
    },
  ],
  run: () => import("./run.ts"),
};

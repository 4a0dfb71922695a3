import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";

/** `watertight cel eval`. */
export const evaluate: Command = {
  name: "eval",
  summary: "Evaluate an expression, as the API server of a version does it",
  usage: "cel eval -e EXPRESSION [--bindings FILE] [OPTIONS] | --batch FILE",
  options: [
    {
      name: "expression",
      short: "e",
      kind: "value",
      placeholder: "EXPRESSION",
      description: "The expression",
    },
    {
      name: "bindings",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description:
        "YAML or JSON with a member for each variable, such as object; - is standard input",
    },
    {
      name: "mode",
      kind: "value",
      placeholder: "MODE",
      choices: ["kubernetes", "plain"],
      default: "kubernetes",
      description:
        "With Kubernetes' libraries, rules and budget, or CEL as its specification has it",
    },
    {
      name: "kube-version",
      kind: "value",
      placeholder: "VERSION",
      description: "The version of Kubernetes whose libraries there are, such as 1.30",
      default: "the newest that is known",
    },
    TEXT_OR_JSON,
    BATCH,
  ],
  examples: [
    {
      command: "watertight cel eval -e 'object.spec.replicas <= 5' --bindings request.yaml",
      description: "What a rule says of the object in request.yaml",
    },
    {
      command: 'watertight cel eval -e \'quantity("1.5Gi").isLessThan(quantity("2Gi"))\' -o json',
      description: "The value with its type, and what it cost",
    },
    {
      command: "watertight cel eval --batch expressions.jsonl",
      description: "One expression a line, with its variables as cel.expr.Value",
    },
  ],
  run: () => import("./run.ts"),
};
